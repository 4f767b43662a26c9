import { Element, html, nothing } from '../lib/element.js';
import { get, patch, post, put } from '../lib/api.js';
import { badge, copyButton, problemNotice, waiting } from '../lib/widgets.js';
import { duration } from '../lib/format.js';
import { BrowserLogin, DeviceLogin, OF_REGISTRATION, loginProblem } from './oauth-login.js';
import { described, filled, specIdsOf, variableFields, variableNames } from './base-url.js';
import { methodName, outcomeOf, wayOf } from './connect-words.js';
import { credentialField } from './credential-field.js';
import { loginWaiting } from './login-waiting.js';
import { granted } from './login-scopes.js';

/** Of a login's credentials, those that say who Ferrule is to the system. */
const OF_CLIENT = ['clientId', 'clientSecret', 'privateKey', 'keyId'];

/**
 * Makes a connection, or connects `again` one that is there: one form made for the auth method, a login where it wants one,
 * then a check. What was typed leaves the page with the request that took it. Tells `done` with the connection.
 */
class ConnectionForm extends Element {
  static properties = {
    connectorId: { attribute: false }, systemName: { attribute: false }, baseUrl: { attribute: false }, endpoints: { attribute: false }, endpointIds: { attribute: false },
    methods: { attribute: false }, methodId: { attribute: false }, again: { attribute: false }, use: { attribute: false },
    fields: { state: true }, scopes: { state: true }, had: { state: true }, client: { state: true }, known: { state: true }, values: { state: true }, otherClient: { state: true },
    step: { state: true }, problem: { state: true }, login: { state: true }, windowGone: { state: true }, name: { state: true }, connection: { state: true }, found: { state: true },
  };

  constructor() {
    super();
    this.endpoints = [];
    this.endpointIds = [];
    this.had = [];
    this.known = {};
    this.values = {};
    this.step = 'form';
    this.ending = new AbortController();
  }

  connectedCallback() {
    super.connectedCallback();
    this.methodId ??= (this.methods.find((one) => one.recommended) ?? this.methods[0])?.id ?? 'none';
    this.chooseMethod(this.methodId);
    this.describe();
    if (!this.again) this.suggestName();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.ending.abort();
    this.login?.close?.();
  }

  get method() {
    return this.methods.find((one) => one.id === this.methodId) ?? { id: 'none', type: 'none' };
  }

  get way() {
    return wayOf(this.method);
  }

  get names() {
    const { method } = this;
    const names = variableNames(this.baseUrl, method.authorizationUrl, method.tokenUrl, method.openIdConnectUrl, method.oauth?.deviceAuthorizationUrl, method.session?.loginUrl);
    return method.in === 'path' ? names.filter((name) => name !== method.name) : names;
  }

  /** Connections that are called the same could not be told apart. */
  async suggestName() {
    const { items } = await get(`/connectors/${encodeURIComponent(this.connectorId)}/connections`, { limit: 200 }).catch(() => ({ items: [] }));
    const taken = new Set(items.map((one) => one.name));
    let name = this.systemName;
    for (let number = 2; taken.has(name); number++) name = `${this.systemName.slice(0, 190)} ${number}`;
    this.name = name;
  }

  async describe() {
    this.known = await described(specIdsOf(this.endpoints), this.baseUrl, this.ending.signal).catch(() => ({}));
    const defaults = Object.entries(this.known).map(([name, one]) => [name, one.defaultValue ?? '']);
    this.values = { ...Object.fromEntries(defaults), ...this.values };
  }

  async chooseMethod(id) {
    this.methodId = id;
    this.problem = null;
    this.fields = null;
    this.client = null;
    this.scopes = null;
    if (this.method.type === 'none') {
      this.fields = [];
      return;
    }
    const path = `/connectors/${encodeURIComponent(this.connectorId)}/auth-methods/${encodeURIComponent(id)}`;
    try {
      const login = ['login', 'device'].includes(this.way);
      const [fields, client, scopes, before] = await Promise.all([get(`${path}/credential-fields`), login ? get(`${path}/client`) : null, login ? get(`${path}/scopes`) : null, login && this.again ? get(`/connections/${encodeURIComponent(this.again.id)}`) : null]);
      if (this.methodId !== id) return;
      this.had = before?.grantedScopes ?? [];
      this.scopes = scopes?.items ?? null;
      this.fields = fields.items;
      this.client = client;
      this.otherClient = !client?.credentials.length;
    } catch (problem) {
      this.problem = problem;
      this.fields = [];
    }
    await this.updateComplete;
    // Not while somebody goes through the methods with the arrow keys.
    if (document.activeElement?.id !== 'connection-method') (this.querySelector('[name^="credential "]') ?? this.querySelector('.dialog-foot .primary'))?.focus();
  }

  /** What the form holds, as the service takes it. */
  read(form) {
    const data = new FormData(form);
    const credentials = {};
    for (const [name, value] of data) {
      if (name.startsWith('credential ') && value) credentials[name.slice(11)] = value;
    }
    const variables = Object.fromEntries(this.names.map((name) => [name, this.values[name]]).filter(([, value]) => value));
    return { name: data.get('name')?.trim() || this.systemName, authMethodId: this.methodId, baseUrl: data.get('baseUrl')?.trim() || undefined, variables, credentials };
  }

  /** Secrets are sent once; nothing of them stays behind. */
  forget() {
    this.querySelectorAll('[data-secret]').forEach((field) => (field.value = ''));
  }

  async submit(event) {
    event.preventDefault();
    const given = this.read(event.target);
    const byLogin = this.way === 'login' && !given.credentials.refreshToken;
    const login = byLogin ? new BrowserLogin(this.connectorId) : this.way === 'device' && !given.credentials.refreshToken ? new DeviceLogin(this.connectorId) : null;
    this.problem = null;
    this.step = 'sending';
    try {
      if (login) await this.byLogin(login, given);
      else await this.saved(await this.byForm(given));
    } catch (problem) {
      if (this.ending.signal.aborted) return;
      // A login on another device is refused by a problem that only says so in its words.
      const reason = problem.reason ?? (problem.code === 'login-refused' ? /answers ([a-z_]{1,60})\./.exec(problem.detail ?? '')?.[1] : undefined);
      this.problem = reason && !problem.reason ? loginProblem(problem.code, reason) : problem;
      if (OF_REGISTRATION.has(reason)) this.otherClient = true;
      this.step = 'form';
      await this.updateComplete;
      (this.querySelector('[aria-invalid="true"]') ?? this.querySelector('[role="alert"]'))?.focus?.();
    }
  }

  byForm(given) {
    if (!this.again) return post(`/connectors/${encodeURIComponent(this.connectorId)}/connections`, given);
    return patch(`/connections/${encodeURIComponent(this.again.id)}`, { credentials: given.credentials, baseUrl: given.baseUrl });
  }

  async byLogin(login, given) {
    const client = Object.fromEntries(Object.entries(given.credentials).filter(([name]) => OF_CLIENT.includes(name)));
    try {
      if (client.clientId) {
        await put(`/connectors/${encodeURIComponent(this.connectorId)}/auth-methods/${encodeURIComponent(this.methodId)}/client`, client);
        // It is kept: whoever comes back to the form need not give it again.
        this.client = { ...this.client, credentials: Object.keys(client) };
        this.otherClient = false;
      }
      this.asked = this.querySelector('fe-login-scopes')?.value;
      await login.begin({ ...given, credentials: undefined, scopes: this.asked, connectionId: this.again?.id });
    } catch (problem) {
      login.close?.();
      throw problem;
    }
    this.forget();
    this.login = login;
    this.windowGone = false;
    this.step = 'login';
    this.giving = new AbortController();
    const until = AbortSignal.any([this.ending.signal, this.giving.signal]);
    try {
      await this.saved(await login.ended(until, () => (this.windowGone = true)));
    } catch (problem) {
      if (!this.giving.signal.aborted) throw problem;
      this.step = 'form';
    }
  }

  /** The connection is there: it is used, then tried. */
  async saved(connection) {
    this.forget();
    this.connection = connection;
    this.step = 'checking';
    await this.use?.(connection);
    try {
      this.found = await post(`/connections/${encodeURIComponent(connection.id)}/check`);
    } catch (problem) {
      this.problem = problem;
    }
    this.step = 'result';
    await this.updateComplete;
    this.querySelector('.found button')?.focus();
  }

  render() {
    if (this.step === 'login') return loginWaiting(this);
    if (this.step === 'checking') return html`<div class="dialog-body" role="status">${waiting('Saved. Trying the connection')}</div>`;
    if (this.step === 'result') return this.result();
    return html`<form @submit=${this.submit} autocomplete="off">
      <div class="dialog-body stack">
        ${this.problem ? html`<div tabindex="-1">${problemNotice({ ...this.problem, detail: this.problem.detail ?? this.problem.message, errors: this.elsewhere })}</div>` : nothing}
        ${this.again ? nothing : this.methodField()}
        ${this.fields ? this.inputs() : waiting()}
      </div>
      <div class="dialog-foot">
        <button type="button" @click=${() => this.tell('cancel')}>Cancel</button>
        <button class="primary" ?disabled=${this.step === 'sending' || !this.fields}>${this.step === 'sending' ? 'Connecting…' : this.way === 'login' ? 'Log in' : 'Connect'}</button>
      </div>
    </form>`;
  }

  /** What is wrong with something that has no field here; the others say it themselves. */
  get elsewhere() {
    const fields = (this.fields ?? []).map((one) => `/credentials/${one.name}`).concat(this.names.map((name) => `/variables/${name}`), '/name', '/baseUrl');
    return (this.problem.errors ?? []).filter((error) => !fields.includes(error.pointer));
  }

  methodField() {
    if (this.methods.length < 2) return html`<p class="small muted">By ${methodName(this.method)}</p>`;
    return html`<div class="field"><label for="connection-method">Auth method</label>
      <select id="connection-method" @change=${(event) => this.chooseMethod(event.target.value)}>
        ${this.methods.map((one) => html`<option value=${one.id} ?selected=${one.id === this.methodId}>${methodName(one)}${one.recommended ? ' (recommended)' : ''}</option>`)}
      </select></div>`;
  }

  inputs() {
    const login = this.way === 'login' || this.way === 'device';
    const of = (one) => credentialField(one, this.problem, this.methods);
    const own = this.fields.filter((one) => !login || !OF_CLIENT.includes(one.name)).filter((one) => one.name !== 'refreshToken');
    const client = login ? this.fields.filter((one) => OF_CLIENT.includes(one.name)) : [];
    const token = this.fields.find((one) => one.name === 'refreshToken');
    return html`
      ${own.map(of)}
      ${client.length ? this.clientFields(client, of) : nothing}
      ${this.scopes ? html`<fe-login-scopes .scopes=${this.scopes} .had=${this.had} .endpointIds=${this.endpointIds}></fe-login-scopes>` : nothing}
      ${this.again ? nothing : this.address()}
      ${this.again ? nothing : html`<div class="field"><label for="connection-name">Name of the connection</label>
        <input id="connection-name" name="name" maxlength="200" value=${this.name ?? this.systemName} aria-invalid=${this.problem?.at?.('/name') ? 'true' : nothing} aria-describedby="connection-name-hint" />
        <span class="hint" id="connection-name-hint">So that others know it when they choose.${this.problem?.at?.('/name') ? html` <span class="wrong">${this.problem.at('/name')}</span>` : nothing}</span></div>`}
      ${token && !this.again ? html`<details class="small"><summary>A refresh token from elsewhere, instead of a login</summary>${of(token)}</details>` : nothing}
      ${this.fields.some((one) => one.secret) ? html`<p class="small muted">Secrets are sealed and never shown again.</p>` : nothing}`;
  }

  clientFields(client, of) {
    if (!this.otherClient) {
      return html`<p class="small">Ferrule is registered with this system already. <button type="button" class="link" @click=${() => (this.otherClient = true)}>Use another registration</button></p>`;
    }
    return html`<fieldset class="stack"><legend>Ferrule's registration with ${this.systemName}</legend>
      <p class="small muted">Register Ferrule as an application with the system, once for all logins${this.way === 'login' && this.client ? html`, with this redirect address:` : '.'}</p>
      ${this.way === 'login' && this.client ? html`<p class="row small"><code class="grow">${this.client.redirectUri}</code>${copyButton(this.client.redirectUri)}</p>` : nothing}
      ${client.map(of)}</fieldset>`;
  }

  address() {
    const { names } = this;
    const wrong = this.problem?.at?.('/baseUrl');
    const whole = html`<div class="field"><label for="connection-url">Base URL</label>
      <input id="connection-url" name="baseUrl" type="url" class="mono" ?required=${!this.baseUrl} placeholder="https://api.example.com/v1" aria-invalid=${wrong ? 'true' : nothing} aria-describedby="connection-url-hint" />
      <span class="hint" id="connection-url-hint">${this.baseUrl ? 'Only where it is another one than the usual.' : 'Where the system is called.'}${wrong ? html` <span class="wrong">${wrong}</span>` : nothing}</span></div>`;
    if (!this.baseUrl) return whole;
    const change = (name, value) => (this.values = { ...this.values, [name]: value });
    return html`${variableFields({ names, known: this.known, values: this.values, problem: this.problem, change, id: 'connection' })}
      <p class="small">Calls go to <bdi class="path">${filled(this.baseUrl, this.values)}</bdi></p>
      <details class="small" ?open=${Boolean(wrong)}><summary>Another base URL</summary>${whole}</details>`;
  }

  result() {
    const [text, tone] = this.found ? outcomeOf(this.found) : ['It could not be tried', 'warn'];
    return html`<div class="found"><div class="dialog-body stack" role="status">
        <p>${badge(tone === 'good' ? 'Connected' : 'Saved', tone)} <strong>${text}.</strong></p>
        ${this.found ? html`<p>${this.found.message}</p><p class="small muted"><code>${this.found.request}</code>${this.found.status ? ` · status ${this.found.status}` : ''} · ${duration(this.found.durationMs)}</p>` : nothing}
        ${this.problem ? problemNotice(this.problem) : nothing}
        ${granted(this.connection, this.asked)}
        ${this.connection.baseUrl ? html`<p class="small">Calls go to <bdi class="path">${this.connection.baseUrl}</bdi></p>` : nothing}
      </div><div class="dialog-foot">
        ${tone === 'bad' ? html`<button type="button" @click=${this.correct}>Change the credentials</button>` : nothing}
        <button type="button" class="primary" @click=${() => this.tell('done', this.connection)}>Done</button>
      </div></div>`;
  }

  /** Once more, for the connection that was just made. */
  correct() {
    this.again = { id: this.connection.id, name: this.connection.name };
    this.found = null;
    this.problem = null;
    this.step = 'form';
  }
}

customElements.define('fe-connection-form', ConnectionForm);
