import { View, html, nothing, repeat } from '../lib/element.js';
import { all, get, post, patch, del } from '../lib/api.js';
import { go } from '../lib/router.js';
import { ago, when, count } from '../lib/format.js';
import { badge, empty, problemNotice, toast } from '../lib/widgets.js';

const EXAMPLES = [
  'When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley',
  'When a payment fails in Tollgate, send the customer an SMS by Pingwren and open a ticket in Desklamp',
  'When an issue is opened in Gitmoor, create a card in Plankwise and post a message in Parley',
];
const LONGEST_NAME = 60;
const AT_ONCE = 30;

/** The first words of a requirement, as many as a name has room for. */
export function nameOf(requirement) {
  const line = requirement.trim().replace(/\s+/gu, ' ');
  if ([...line].length <= LONGEST_NAME) return line.replace(/[.!,;:]+$/u, '');
  const start = [...line].slice(0, LONGEST_NAME).join('');
  const end = start.lastIndexOf(' ');
  return `${(end > 20 ? start.slice(0, end) : start).replace(/[.!,;:]+$/u, '')} …`;
}

/** The start: what should happen next, and the integrations there are. */
class Home extends View {
  static properties = {
    integrations: { state: true },
    words: { state: true },
    shown: { state: true },
    asked: { state: true },
    sending: { state: true },
    refusal: { state: true },
    chosen: { state: true },
    working: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { integrations: [], words: '', shown: AT_ONCE, sending: false, refusal: null, chosen: null, working: false });
  }

  async load(signal) {
    document.title = 'Integrations · Ferrule';
    const found = await all('/integrations', { summary: true }, 2000, { signal });
    this.integrations = found.sort((one, other) => (one.systems.updatedAt < other.systems.updatedAt ? 1 : -1));
  }

  get found() {
    const words = this.words.trim().toLowerCase();
    return words ? this.integrations.filter(({ name }) => name.toLowerCase().includes(words)) : this.integrations;
  }

  async begin(event) {
    event?.preventDefault();
    const requirement = this.querySelector('#requirement').value.trim();
    if (!requirement || this.sending) return;
    this.sending = true;
    this.refusal = null;
    try {
      const made = await post('/integrations', { name: nameOf(requirement) });
      go(`/integrations/${encodeURIComponent(made.id)}/plan?say=${encodeURIComponent(requirement)}`);
    } catch (problem) {
      this.refusal = problem;
    }
    this.sending = false;
  }

  take(example) {
    const box = this.querySelector('#requirement');
    box.value = example;
    box.focus();
  }

  keys(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.begin(event);
  }

  async ask(kind, integration) {
    this.chosen = { kind, integration };
    this.refusal = null;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog.showModal();
    const name = dialog.querySelector('input');
    if (name) name.value = integration.name;
    name?.select();
  }

  async agree(event) {
    event.preventDefault();
    const { kind, integration } = this.chosen;
    const path = `/integrations/${encodeURIComponent(integration.id)}`;
    this.working = true;
    try {
      if (kind === 'delete') await del(path);
      else await patch(path, { name: this.querySelector('dialog input').value.trim() });
      this.querySelector('dialog').close();
      toast(kind === 'delete' ? `${integration.name} is deleted.` : 'Renamed.');
      await this.reload();
    } catch (problem) {
      this.refusal = problem;
    }
    this.working = false;
  }

  content() {
    return html`<div class="page home">
      ${this.beginning()}
      ${this.integrations.length ? this.list() : nothing}
      ${this.dialog()}
    </div>`;
  }

  beginning() {
    const first = this.integrations.length === 0;
    return html`<form class="home-begin" @submit=${this.begin}>
      <h1><label for="requirement">What should happen?</label></h1>
      <p class="muted" id="requirement-hint">Say it in your own words and name the systems. Ferrule finds the endpoints in their specs, and shows why it took each.</p>
      <div class="home-begin-box">
        <textarea id="requirement" rows="3" maxlength="4000" dir="auto" aria-describedby="requirement-hint" placeholder="When an order is paid in Northcart, …" @keydown=${this.keys}></textarea>
        <div class="row apart">
          <span class="small muted keys-hint"><kbd>Enter</kbd> sends, <kbd>Shift</kbd> + <kbd>Enter</kbd> begins a line</span>
          <button class="primary" ?disabled=${this.sending}>${this.sending ? 'Making it…' : 'Make a plan'}</button>
        </div>
      </div>
      ${this.refusal && !this.chosen ? problemNotice(this.refusal) : nothing}
      <div class="home-examples">
        <h2 class="small muted">${first ? 'Or begin with one of these; they work on the sample specs' : 'Examples'}</h2>
        <ul class="plain">
          ${EXAMPLES.map((example) => html`<li><button type="button" @click=${() => this.take(example)}>${example}</button></li>`)}
        </ul>
      </div>
    </form>`;
  }

  list() {
    const found = this.found;
    return html`<section aria-labelledby="integrations-title" class="stack">
      <div class="row apart">
        <h2 id="integrations-title">Integrations <span class="muted small">${count(this.integrations.length, 'integration')}${this.integrations.more ? ' and more' : ''}</span></h2>
        <input class="search" type="search" aria-label="Search integrations by name" placeholder="Search by name" .value=${this.words} @input=${this.search} />
      </div>
      <p class="unseen" role="status">${this.words ? `${count(found.length, 'integration')} found` : ''}</p>
      ${found.length
        ? html`<ul class="plain home-rows">${repeat(found.slice(0, this.shown), ({ id }) => id, (one) => this.row(one))}</ul>`
        : empty('None has this in its name', `Nothing among ${count(this.integrations.length, 'integration')} fits “${this.words}”.`)}
      ${found.length > this.shown ? html`<button @click=${this.more}>Show ${Math.min(AT_ONCE * 2, found.length - this.shown)} more of ${found.length - this.shown}</button>` : nothing}
    </section>`;
  }

  search(event) {
    this.words = event.target.value;
    this.shown = AT_ONCE;
  }

  more() {
    this.shown += AT_ONCE * 2;
  }

  row(integration) {
    const changed = integration.systems.updatedAt;
    return html`<li class="card tight integration-row">
      <div class="grow stack tight">
        <a class="strong" href="/integrations/${encodeURIComponent(integration.id)}" dir="auto">${integration.name}</a>
        <div class="row small muted">${this.state(integration.systems)}<span title=${when(changed)}>changed ${ago(changed)}</span></div>
      </div>
      <div class="row">
        <button class="quiet small" aria-label="Rename ${integration.name}" @click=${() => this.ask('rename', integration)}>Rename</button>
        <button class="quiet small" aria-label="Delete ${integration.name}" @click=${() => this.ask('delete', integration)}>Delete</button>
      </div>
    </li>`;
  }

  state({ total, needAttention, names }) {
    if (!total) return badge('no systems yet');
    return html`${needAttention ? badge(`${needAttention} of ${total} ${needAttention === 1 ? 'needs' : 'need'} a connection`, 'warn') : badge('ready', 'good')}
      <span dir="auto">${names.join(' · ')}${total > names.length ? ` and ${total - names.length} more` : ''}</span>`;
  }

  dialog() {
    const rename = this.chosen?.kind === 'rename';
    return html`<dialog aria-labelledby="home-dialog-title" @close=${() => (this.chosen = null)}>
      ${this.chosen
        ? html`<form @submit=${this.agree}>
            <div class="dialog-head"><h2 id="home-dialog-title">${rename ? 'Rename the integration' : 'Delete the integration?'}</h2></div>
            <div class="dialog-body stack">
              ${rename
                ? html`<div class="field"><label for="new-name">Name</label><input id="new-name" required maxlength="200" dir="auto" /></div>`
                : html`<p>“<bdi>${this.chosen.integration.name}</bdi>” goes with its conversations, its templates and its test history. Its connectors and their connections stay. It cannot be undone.</p>`}
              ${this.refusal ? problemNotice(this.refusal) : nothing}
            </div>
            <div class="dialog-foot">
              <button type="button" @click=${() => this.querySelector('dialog').close()}>Cancel</button>
              <button class=${rename ? 'primary' : 'danger'} ?disabled=${this.working}>${rename ? 'Rename' : 'Delete'}</button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }
}

customElements.define('fe-home', Home);
