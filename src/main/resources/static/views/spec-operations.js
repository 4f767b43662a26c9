import { html, nothing, repeat } from '../lib/element.js';
import { get } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { count, number } from '../lib/format.js';
import { method, waiting } from '../lib/widgets.js';
import { marked, operationAddress, pieces } from './catalogue-parts.js';
import { Part } from './part.js';
import './operation-page.js';

const PAGE = 100;
const SETTLED = 300;

/** The operations of a spec, filtered as you type and loaded as you scroll, beside the one that is open. `params` is {id}. */
class SpecOperations extends Part {
  static properties = { chosen: { attribute: false }, asked: { attribute: false }, filter: { state: true }, lines: { state: true }, operationCount: { attribute: false }, total: { state: true }, held: { state: true }, next: { state: true } };

  constructor() {
    super();
    this.filter = '';
    this.told = '';
    this.seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.more(), { rootMargin: '600px' });
  }

  get path() {
    return `/specs/${encodeURIComponent(this.params.id)}/outline`;
  }

  key() {
    return `${this.params.id} ${this.filter}`;
  }

  willUpdate(changed) {
    // The way back, or a link: the address says something else than it was told to.
    if (changed.has('asked') && this.asked !== this.told) this.told = this.filter = this.asked;
    super.willUpdate(changed);
  }

  async load(signal) {
    const { filter } = this;
    const page = await get(this.path, { q: filter.trim(), limit: PAGE }, { signal });
    Object.assign(this, { lines: page.items, total: page.total, next: page.nextCursor, held: filter });
  }

  async more() {
    if (!this.next || this.coming) return;
    this.coming = true;
    const { filter } = this;
    try {
      const page = await get(this.path, { q: filter.trim(), limit: PAGE, cursor: this.next });
      if (filter === this.filter) {
        this.lines = [...this.lines, ...page.items];
        this.next = page.nextCursor;
      }
    } finally {
      this.coming = false;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.seen.disconnect();
    clearTimeout(this.settling);
  }

  updated() {
    this.seen.disconnect();
    const end = this.querySelector('.list-end');
    if (end) this.seen.observe(end);
  }

  typed(event) {
    this.filter = event.target.value.slice(0, 200);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.told = this.filter.trim();
      setQuery({ filter: this.told });
    }, SETTLED);
  }

  /** While another filter is asked for, what is shown stays. */
  render() {
    const one = this.chosen;
    return html`<div class="beside ${one ? 'with-one' : ''}">
      <section class="beside-list" aria-label="Operations">
        <label class="unseen" for="operation-filter">Filter the operations</label>
        <input id="operation-filter" type="search" autocomplete="off" spellcheck="false" placeholder="Filter by path, words or tag" .value=${this.filter} @input=${this.typed} @keydown=${this.stepped} />
        <p class="small muted" role="status">${this.said()}</p>
        ${this.lines ? this.list() : super.render()}
      </section>
      <section class="beside-one" aria-label="The chosen operation">
        ${one
          ? html`<p class="only-narrow"><a href=${`/catalogue/specs/${this.params.id}${this.filter ? `?filter=${encodeURIComponent(this.filter)}` : ''}`}>← All operations</a></p>
              <fe-operation-page .params=${{ id: this.params.id, ...one }}></fe-operation-page>`
          : html`<div class="empty"><p>Choose an operation to read what the spec says about it.</p></div>`}
      </section>
    </div>`;
  }

  said() {
    if (!this.lines) return '';
    if (this.held !== this.filter) return 'Looking…';
    const all = this.operationCount ?? this.total;
    return this.filter.trim() ? `${number(this.total)} of ${count(all, 'operation')}` : count(all, 'operation');
  }

  content() {
    return this.lines ? nothing : waiting();
  }

  list() {
    const words = pieces(this.held ?? '');
    if (!this.lines.length) return html`<p class="muted">${this.filter.trim() ? 'No operation holds these words.' : 'The spec has no operations.'}</p>`;
    return html`<ul class="plain results operations" aria-busy=${String(this.held !== this.filter)} @keydown=${this.stepped}>${repeat(this.lines, (line) => line.operationId, (line) => this.line(line, words))}</ul>
      ${this.next ? html`<p class="list-end">${waiting('More')}</p>` : nothing}`;
  }

  line({ method: verb, path, title, deprecated }, words) {
    const here = this.chosen?.method === verb && this.chosen?.path === path;
    const filter = this.filter.trim() ? `&filter=${encodeURIComponent(this.filter.trim())}` : '';
    return html`<li>
      <a class="result" href=${operationAddress(this.params.id, verb, path) + filter} aria-current=${here ? 'true' : nothing}>
        <span class="entry">${method(verb)}<bdi class="path ${deprecated ? 'gone' : ''}">${marked(path, words)}</bdi></span>
        <span class="small muted" dir="auto">${marked(title, words)}${deprecated ? ' · deprecated' : ''}</span>
      </a>
    </li>`;
  }

  stepped(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [this.querySelector('#operation-filter'), ...this.querySelectorAll('a.result')];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus();
  }
}

customElements.define('fe-spec-operations', SpecOperations);
