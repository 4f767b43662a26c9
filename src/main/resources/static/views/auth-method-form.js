import { Element, html, nothing } from '../lib/element.js';
import { get, post, put } from '../lib/api.js';
import { badge, problemNotice, waiting } from '../lib/widgets.js';
import { count } from '../lib/format.js';
import { openDialog } from '../lib/dialog.js';
import { faultOf, settingField, valueAt, withValue } from './auth-setting.js';

/** What is not said by whoever writes a method, but by the service. */
const NOT_OURS = ['id', 'confidence', 'evidence', 'removedIn', 'etag'];

const CHANGES = {
  compatible: 'can go along as it is',
  needs_refresh: 'gets a new token by itself',
  needs_reconnect: 'somebody has to connect it anew',
  removed: 'has to be connected by another method',
};

let kinds;

const keyOf = ({ type, flow }) => (flow ? `${type} ${flow}` : type);

/** Asks for one more auth method of a connector, or (with one) for changes of it. Resolves with what is saved, if anything is. */
export async function editAuthMethod(connectorId, methods, method, note = '') {
  const form = document.createElement('fe-auth-method-form');
  Object.assign(form, { connectorId, methods, methodId: method?.id ?? null, note });
  return openDialog(method ? 'Change the auth method' : 'Add an auth method', form);
}

/** Adds an auth method to a connector, or changes the one called `methodId`. Tells `done` with the method. */
class AuthMethodForm extends Element {
  static properties = {
    connectorId: { attribute: false }, methods: { attribute: false }, methodId: { attribute: false }, note: { attribute: false },
    kinds: { state: true }, kind: { state: true }, method: { state: true }, problem: { state: true }, busy: { state: true }, touched: { state: true },
  };

  constructor() {
    super();
    this.methods = [];
    this.methodId = null;
    this.method = {};
  }

  get path() {
    return `/connectors/${encodeURIComponent(this.connectorId)}/auth-methods`;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      kinds ??= get('/auth-method-kinds');
      const [all, method] = await Promise.all([kinds, this.methodId ? get(`${this.path}/${encodeURIComponent(this.methodId)}`) : {}]);
      this.etag = method.etag;
      this.method = Object.fromEntries(Object.entries(method).filter(([name]) => !NOT_OURS.includes(name)));
      this.kind = all.items.find((one) => keyOf(one) === keyOf(method)) ?? all.items.find((one) => one.type === method.type) ?? all.items[0];
      this.kinds = all.items;
    } catch (problem) {
      kinds = undefined;
      this.problem = problem;
    }
    await this.updateComplete;
    (this.querySelector('#method-kind') ?? this.querySelector('input, textarea, select'))?.focus();
  }

  /** What was given stays where the other kind has it, too. */
  choose(event) {
    this.kind = this.kinds.find((one) => keyOf(one) === event.target.value);
    this.problem = null;
  }

  get body() {
    const { type, flow, settings } = this.kind;
    const given = settings.reduce((all, { pointer }) => {
      const value = valueAt(this.method, pointer);
      return value === undefined ? all : withValue(all, pointer, value);
    }, {});
    // What only other programs say of it is not lost by an edit in the page.
    return this.methodId ? { ...this.method, recommended: this.method.recommended ?? false } : { type, flow, ...given };
  }

  async submit(event) {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      this.saved = this.methodId ? await put(`${this.path}/${encodeURIComponent(this.methodId)}`, this.body, { ifMatch: this.etag }) : await post(this.path, this.body);
      await this.askTouched();
      if (!this.touched) this.tell('done', this.saved);
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      (this.querySelector('[aria-invalid="true"]') ?? this.querySelector('[role="alert"]'))?.focus?.();
    }
    this.busy = false;
  }

  /** Connections that were made before an edit, and what it means for each. */
  async askTouched() {
    if (!this.methodId) return;
    const { items } = await get(`${this.path}/${encodeURIComponent(this.methodId)}/connections`);
    const other = items.filter((one) => one.change !== 'none');
    this.touched = other.length ? other : null;
  }

  async bringAlong() {
    this.busy = true;
    try {
      const { items } = await post(`${this.path}/${encodeURIComponent(this.methodId)}/connections/upgrade`);
      this.touched = items.filter((one) => one.outcome !== 'unchanged');
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  render() {
    if (!this.kinds) return html`<div class="dialog-body">${this.problem ? problemNotice(this.problem) : waiting()}</div>`;
    if (this.touched) return this.after();
    const { settings } = this.kind;
    const rare = settings.filter((one) => one.rare);
    return html`<form @submit=${this.submit} autocomplete="off">
      <div class="dialog-body stack">
        ${this.problem ? html`<div tabindex="-1">${problemNotice({ ...this.problem, detail: this.problem.detail ?? this.problem.message, errors: this.elsewhere })}</div>` : nothing}
        ${this.methodId ? html`<p class="strong">${this.kind.name}</p>` : this.kindField()}
        ${settings.filter((one) => !one.rare).map((one) => this.field(one))}
        ${rare.length ? html`<details class="small" ?open=${rare.some((one) => faultOf(one, this.problem))}><summary>Out of the ordinary</summary><div class="stack">${rare.map((one) => this.field(one))}</div></details>` : nothing}
        ${this.note ? html`<p class="small notice info"><span>${this.note}</span></p>` : nothing}
        <p class="small muted">No secret belongs here: keys and passwords are asked for when one connects.</p>
      </div>
      <div class="dialog-foot"><button type="button" @click=${() => this.tell('cancel')}>Cancel</button><button class="primary" ?disabled=${this.busy}>${this.methodId ? 'Save' : 'Add'}</button></div>
    </form>`;
  }

  get elsewhere() {
    return (this.problem.errors ?? []).filter((error) => !this.kind.settings.some((one) => error.pointer === one.pointer || error.pointer?.startsWith(`${one.pointer}/`)));
  }

  kindField() {
    return html`<div class="field"><label for="method-kind">Kind</label>
      <select id="method-kind" autofocus aria-describedby="method-kind-hint" @change=${this.choose}>${this.kinds.map((one) => html`<option value=${keyOf(one)} ?selected=${one === this.kind}>${one.name}</option>`)}</select>
      <span class="hint" id="method-kind-hint">${this.kind.description}</span></div>`;
  }

  field(setting) {
    return settingField(setting, {
      value: valueAt(this.method, setting.pointer),
      change: (value) => (this.method = withValue(this.method, setting.pointer, value)),
      problem: this.problem,
      others: this.methods.filter((one) => one.id !== this.methodId),
    });
  }

  after() {
    const alone = this.touched.filter((one) => !one.outcome && ['compatible', 'needs_refresh'].includes(one.change)).length;
    return html`<div><div class="dialog-body stack" role="status">
        ${this.problem ? problemNotice(this.problem) : nothing}
        <p><strong>Saved.</strong> ${count(this.touched.length, 'connection')} ${this.touched.length === 1 ? 'was' : 'were'} made before and still ${this.touched.length === 1 ? 'works' : 'work'} as ${this.touched.length === 1 ? 'it was' : 'they were'}:</p>
        <ul class="plain rows">${this.touched.map((one) => html`<li class="rows-item"><bdi class="strong grow">${one.name}</bdi>${one.outcome === 'upgraded' ? badge('up to date', 'good') : html`<span class="small">${CHANGES[one.change] ?? one.change}</span>`}</li>`)}</ul>
      </div><div class="dialog-foot">
        ${alone ? html`<button type="button" class="primary" ?disabled=${this.busy} @click=${this.bringAlong}>Bring ${alone === 1 ? 'it' : `${alone} of them`} up to date</button>` : nothing}
        <button type="button" class=${alone ? '' : 'primary'} @click=${() => this.tell('done', this.saved)}>${alone ? 'Later' : 'Done'}</button></div></div>`;
  }
}

customElements.define('fe-auth-method-form', AuthMethodForm);
