import { guard } from 'lit/directives/guard.js';
import { Element, html, nothing, repeat } from '../lib/element.js';
import { get } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { number, count, percent } from '../lib/format.js';
import { badge, empty, method, problemNotice, waiting } from '../lib/widgets.js';
import { marked, operationAddress, pieces, places } from './catalogue-parts.js';
import './add-specs.js';

const SYSTEMS = 8;
const OPERATIONS = 20;
const PAGE = 100;
/** How long nobody types before the address follows: browsers take few changes of it in a row. */
const SETTLED = 300;
const COUNTED = 5000;

/** All that was ingested: search as you type, or all systems in the order of their names. `?q=` is what is looked for. */
class Catalogue extends Element {
  static properties = {
    params: { attribute: false },
    query: { attribute: false },
    text: { state: true },
    systems: { state: true },
    operations: { state: true },
    all: { state: true },
    next: { state: true },
    state: { state: true },
    problem: { state: true },
    answered: { state: true },
    byMeaning: { state: true },
  };

  constructor() {
    super();
    this.query = {};
    this.text = '';
    this.answered = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Catalogue · Ferrule';
    this.text = this.query.q ?? '';
    this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.asking?.abort();
    clearTimeout(this.settling);
    clearTimeout(this.counting);
  }

  willUpdate(changed) {
    // The way back, or a link: the address says something else than it was told to.
    const asked = this.query.q ?? '';
    if (!changed.has('query') || !this.hasUpdated || asked === this.told) return;
    this.told = asked;
    this.look(asked);
  }

  /** How much there is, again as long as it grows. */
  async count() {
    try {
      this.state = await get('/catalogue');
    } catch {
      return; // The search says what is wrong.
    }
    const grows = this.state.indexing || (this.state.vectors.pending > 0 && !this.state.vectors.failure);
    if (grows && this.isConnected) this.counting = setTimeout(() => this.count(), COUNTED);
  }

  refresh() {
    this.count();
    this.told = this.query.q ?? '';
    this.look(this.text);
  }

  typed(event) {
    this.look(event.target.value);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.tellAddress(), SETTLED);
  }

  asked(event) {
    event.preventDefault();
    this.look(this.text, false);
  }

  tellAddress() {
    this.told = this.text.trim();
    setQuery({ q: this.told });
  }

  /** Asks at once for each letter; what is not answered yet is of no more use. A finished question goes by meaning, too. */
  look(text, typing = true) {
    this.text = text;
    this.byMeaning = !typing;
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const words = pieces(text);
    if (!words.length) {
      Object.assign(this, { systems: null, operations: null, answered: '' });
      if (!this.all) this.list(signal);
      return;
    }
    const q = text.trim().slice(0, 2000);
    const ask = async (kind, limit) => {
      try {
        const page = await get(`/${kind}`, { q, typing, limit }, { signal });
        this[kind] = page.items;
        this.words = words;
        this.problem = null;
      } catch (problem) {
        if (!signal.aborted) this.problem = problem;
      }
    };
    Promise.all([ask('operations', OPERATIONS), ask('systems', SYSTEMS)]).then(() => {
      if (!signal.aborted) this.answered = text;
    });
  }

  async list(signal) {
    try {
      const page = await get('/systems', { limit: PAGE, cursor: this.next }, { signal });
      this.all = [...(this.all ?? []), ...page.items];
      this.next = page.nextCursor;
      this.problem = null;
    } catch (problem) {
      if (!signal?.aborted) this.problem = problem;
    }
  }

  /** Arrow keys go through the results, and back into the field. */
  stepped(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [this.querySelector('input[type="search"]'), ...this.querySelectorAll('a.result')];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus();
  }

  dropped(event) {
    event.preventDefault();
    this.querySelector('fe-add-specs').open(event.dataTransfer);
  }

  render() {
    return html`<div class="page catalogue" @keydown=${this.stepped} @dragover=${(event) => event.preventDefault()} @drop=${this.dropped}>
      <div class="page-head">
        <div class="stack tight">
          <h1>Catalogue</h1>
          <p class="muted">${this.held()}</p>
        </div>
        <button class="primary" @click=${() => this.querySelector('fe-add-specs').open()}>Add specs</button>
      </div>
      ${places('/catalogue')}
      <form role="search" class="finder" @submit=${this.asked}>
        <label class="unseen" for="catalogue-q">Search systems and operations</label>
        <input id="catalogue-q" type="search" autocomplete="off" spellcheck="false" maxlength="2000" autofocus
          placeholder="A system, a path, or what you want to do" .value=${this.text} @input=${this.typed} />
        <p class="unseen" role="status">${this.found()}</p>
        ${this.state?.vectors.done && pieces(this.text).length > 1 ? html`<p class="small muted hint">${this.byMeaning ? 'Found by words and meaning.' : html`<kbd>Enter</kbd> searches by meaning, too.`}</p>` : nothing}
      </form>
      ${this.problem ? problemNotice(this.problem, () => this.look(this.text)) : nothing}
      ${pieces(this.text).length ? this.results() : this.everything()}
      <fe-add-specs></fe-add-specs>
    </div>`;
  }

  held() {
    if (!this.state) return 'What Ferrule knows of systems.';
    const { specs, operations, indexing, vectors } = this.state;
    const meaning = operations === 0 ? 1 : vectors.done / operations;
    return html`${count(specs, 'spec')} · ${count(operations, 'operation')}
      ${indexing ? badge('the index is being built', 'info') : nothing}
      ${vectors.failure ? badge(`meaning is missing: ${vectors.failure}`, 'warn') : nothing}
      ${vectors.pending ? html`<span title="Until then operations are found by their words.">${badge(`${percent(meaning)} found by meaning`, 'info')}</span>` : nothing}`;
  }

  found() {
    if (this.answered !== this.text || !this.operations || !this.systems) return '';
    return `${count(this.systems.length, 'system')} and ${count(this.operations.length, 'operation')} for ${this.text.trim()}`;
  }

  results() {
    if (!this.operations && !this.systems) return this.problem ? nothing : waiting('Searching');
    if (this.operations?.length === 0 && this.systems?.length === 0) {
      return empty('Nothing holds these words', 'Try fewer or other words, or add the spec of the system that you look for.');
    }
    return html`<div class="found" aria-busy=${String(this.answered !== this.text)}>
      <section aria-labelledby="found-systems">
        <h2 id="found-systems">Systems</h2>
        ${this.systems?.length ? html`<ul class="plain results">${guard([this.systems], () => this.systems.map((system) => this.system(system)))}</ul>` : html`<p class="muted small">None by that name.</p>`}
      </section>
      <section aria-labelledby="found-operations">
        <h2 id="found-operations">Operations</h2>
        ${this.operations?.length ? html`<ul class="plain results">${guard([this.operations], () => this.operations.map((operation) => this.operation(operation)))}</ul>` : html`<p class="muted small">None.</p>`}
      </section>
    </div>`;
  }

  system({ specId, title, host, operations, current }) {
    const words = this.words ?? [];
    return html`<li>
      <a class="result" href="/catalogue/specs/${specId}">
        <span class="title"><bdi>${marked(title, words)}</bdi> ${current ? nothing : badge('older version')}</span>
        <span class="small muted"><bdi>${host ? marked(host, words) : 'no address'}</bdi> · ${count(operations, 'operation')}</span>
      </a>
    </li>`;
  }

  operation({ specId, system, method: verb, path, summary }) {
    const words = this.words ?? [];
    return html`<li>
      <a class="result" href=${operationAddress(specId, verb, path)}>
        <span class="entry">${method(verb)}<span class="title"><bdi>${marked(summary || path, words)}</bdi></span></span>
        <span class="small muted"><bdi>${marked(system, words)}</bdi> · <bdi class="path">${marked(path, words)}</bdi></span>
      </a>
    </li>`;
  }

  everything() {
    if (!this.all) return this.problem ? nothing : waiting();
    if (!this.all.length) {
      return empty(
        'Nothing is here yet',
        'Drop OpenAPI documents here, or an archive of them; or name their addresses.',
        html`<p><button class="primary" @click=${() => this.querySelector('fe-add-specs').open()}>Add specs</button></p>`,
      );
    }
    return html`<ul class="plain systems">${repeat(this.all, (system) => system.specId, (system) => this.system(system))}</ul>
      ${this.next ? html`<p class="more"><button @click=${() => this.list()}>Show more</button> <span class="small muted">${number(this.all.length)} of ${number(this.state?.specs ?? this.all.length)}</span></p>` : nothing}`;
  }
}

customElements.define('fe-catalogue', Catalogue);
