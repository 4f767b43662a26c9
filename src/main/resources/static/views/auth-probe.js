import { Element, html, nothing } from '../lib/element.js';
import { post } from '../lib/api.js';
import { badge, problemNotice } from '../lib/widgets.js';
import { percent } from '../lib/format.js';
import { described, specIdsOf, variableFields, variableNames } from './base-url.js';
import { methodName } from './connect-words.js';

/** Asks a system, without any credential, how it wants to be authenticated. Tells `done` when its answer was kept. */
class AuthProbe extends Element {
  static properties = { connectorId: { attribute: false }, baseUrl: { attribute: false }, endpoints: { attribute: false }, known: { state: true }, values: { state: true }, found: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.known = {};
    this.values = {};
  }

  async connectedCallback() {
    super.connectedCallback();
    this.known = await described(specIdsOf(this.endpoints), this.baseUrl).catch(() => ({}));
    this.values = { ...Object.fromEntries(Object.entries(this.known).map(([name, one]) => [name, one.defaultValue ?? ''])), ...this.values };
  }

  async ask(keep) {
    this.busy = true;
    this.problem = null;
    try {
      this.found = await post(`/connectors/${encodeURIComponent(this.connectorId)}/auth-probe`, { variables: this.values, keep });
      if (keep) this.tell('done', this.found);
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  render() {
    const names = variableNames(this.baseUrl);
    return html`<form @submit=${(event) => { event.preventDefault(); this.ask(false); }}>
      <div class="dialog-body stack">
        <p>One request without credentials goes to <bdi class="path">${this.baseUrl}</bdi>, then what the system publishes is read.</p>
        ${this.problem ? problemNotice(this.problem) : nothing}
        ${variableFields({ names, known: this.known, values: this.values, problem: this.problem, change: (name, value) => (this.values = { ...this.values, [name]: value }), id: 'probe' })}
        ${this.found ? this.answer() : nothing}
      </div>
      <div class="dialog-foot"><button type="button" @click=${() => this.tell('cancel')}>Cancel</button>
        <button class=${this.found ? '' : 'primary'} ?disabled=${this.busy}>${this.busy ? 'Asking…' : this.found ? 'Ask again' : 'Ask'}</button>
        ${this.found?.methods.length ? html`<button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.ask(true)}>Keep what was found</button>` : nothing}</div>
    </form>`;
  }

  answer() {
    const { methods, requests, question } = this.found;
    return html`<div class="stack" role="status">
      ${methods.length ? html`<ul class="plain rows">${methods.map((one) => html`<li class="rows-item"><bdi class="strong grow">${methodName(one)}</bdi>${one.recommended ? badge('recommended', 'good') : nothing}${badge(`${percent(one.confidence)} sure`)}</li>`)}</ul>` : html`<p>The system did not say.</p>`}
      ${question ? html`<p class="notice warn">${question}</p>` : nothing}
      <details class="small"><summary>Requests that were made (${requests.length})</summary><ul>${requests.map((one) => html`<li><bdi class="path">${one.url}</bdi> · ${one.status ?? 'no answer'}${one.declared ? nothing : html` ${badge('another host', 'warn')}`}</li>`)}</ul></details></div>`;
  }
}

customElements.define('fe-auth-probe', AuthProbe);
