import { View, html, nothing, repeat } from '../lib/element.js';
import { del, get, patch } from '../lib/api.js';
import { badge, method, problemNotice, toast } from '../lib/widgets.js';
import { count } from '../lib/format.js';
import { go } from '../lib/router.js';
import { confirmed, openDialog } from '../lib/dialog.js';
import { partOrNotice } from '../lib/part.js';
import './auth-methods.js';
import './connections.js';
import './connector-uses.js';
import './fold.js';

const STEP = 50;

/** One central connector: what it says of its system, and what hangs on it. */
class ConnectorPage extends View {
  static properties = { connector: { state: true }, failure: { state: true }, q: { state: true }, shown: { state: true } };

  constructor() {
    super();
    this.q = '';
    this.shown = STEP;
  }

  get path() {
    return `/connectors/${encodeURIComponent(this.params.id)}`;
  }

  async load(signal) {
    this.failure = null;
    this.connector = await get(this.path, {}, { signal });
    document.title = `${this.connector.name} · Ferrule`;
  }

  async act(action, said) {
    this.failure = null;
    try {
      await action();
      await this.reload();
      if (said) toast(said);
      return true;
    } catch (problem) {
      this.failure = problem;
      return false;
    }
  }

  rename(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const text = (name) => data.get(name).trim() || null;
    return this.act(() => patch(this.path, { name: text('name'), domain: text('domain'), baseUrl: text('baseUrl') }, { ifMatch: this.connector.etag }), 'The connector is saved.');
  }

  async remove() {
    if (!(await confirmed('Delete the connector', `"${this.connector.name}" goes with all its revisions. That works only while nothing uses it.`, 'Delete'))) return;
    try {
      await del(this.path, { ifMatch: this.connector.etag });
      go('/connectors');
    } catch (problem) {
      this.failure = problem;
    }
  }

  async addEndpoints() {
    if (!(await partOrNotice(() => import('./add-endpoint.js')))) return;
    const search = document.createElement('fe-add-endpoint');
    const { id, name, endpoints } = this.connector;
    Object.assign(search, { connectorId: id, systemName: name, endpoints, inUse: endpoints.map((one) => one.id) });
    const added = await openDialog(`Add endpoints of ${name}`, search, { wide: true });
    if (added?.length) await this.reload();
  }

  async connectNow(methodId, again = null) {
    if (!(await partOrNotice(() => import('./connection-form.js')))) return;
    const form = document.createElement('fe-connection-form');
    const { id, name, baseUrl, endpoints, authMethods } = this.connector;
    Object.assign(form, { connectorId: id, systemName: name, baseUrl, endpoints, methods: authMethods, methodId, again });
    await openDialog(again ? `Connect "${again.name}" anew` : `Connect ${name}`, form);
    this.querySelector('fe-connections')?.reload();
  }

  async editMethod(method) {
    const loaded = await partOrNotice(() => import('./auth-method-form.js'));
    if (!loaded) return;
    const { editAuthMethod } = loaded;
    if (await editAuthMethod(this.connector.id, this.connector.authMethods, method)) {
      await this.reload();
      this.querySelector('fe-connections')?.reload();
    }
  }

  async askSystem() {
    if (!(await partOrNotice(() => import('./auth-probe.js')))) return;
    const probe = document.createElement('fe-auth-probe');
    Object.assign(probe, { connectorId: this.connector.id, baseUrl: this.connector.baseUrl, endpoints: this.connector.endpoints });
    if (await openDialog(`Ask ${this.connector.name} how it wants to be authenticated`, probe)) await this.reload();
  }

  content() {
    const one = this.connector;
    return html`<div class="page stack loose">
      <nav class="crumbs small" aria-label="Where this is"><a href="/connectors">Connectors</a> <span aria-hidden="true">›</span> <bdi>${one.name}</bdi></nav>
      <header class="row apart top"><div class="stack tight"><h1><bdi>${one.name}</bdi></h1>
        <p class="small muted">${one.domain ? html`<bdi>${one.domain}</bdi> · ` : nothing}<code>${one.systemKey}</code></p>
        <div class="row">${one.publishedRevision ? badge(`revision ${one.publishedRevision}`, 'good') : nothing}${one.draftDiffers ? badge(one.publishedRevision ? 'the draft differs' : 'draft', 'info') : nothing} <a class="small" href="/changes/${one.id}">Changes of its API</a></div></div>
        <button type="button" class="quiet small" @click=${this.remove}>Delete</button></header>
      ${this.failure ? problemNotice(this.failure) : nothing}
      <section class="stack" aria-label="Used by"><h2>Used by</h2><fe-connector-uses .connectorId=${one.id}></fe-connector-uses></section>
      <fe-connections .connectorId=${one.id} .usedId=${null} .canUse=${false} @again=${(event) => this.connectNow(event.detail.authMethod.id, event.detail)}></fe-connections>
      <div class="stack"><fe-auth-methods .methods=${one.authMethods} .chosenId=${null} .connectorId=${one.id} .only=${'connect'} .editable=${true} @edit=${(event) => this.editMethod(event.detail)} @connect=${(event) => this.connectNow(event.detail.id)}
          @remove=${(event) => this.act(() => del(`${this.path}/auth-methods/${encodeURIComponent(event.detail.id)}`), 'The auth method is deleted.')}></fe-auth-methods>
        ${one.baseUrl ? html`<div class="row"><button type="button" class="small" @click=${this.askSystem}>Ask the system how it wants to be authenticated</button></div>` : nothing}</div>
      ${this.endpoints(one)}
      <div><fe-fold .name=${'Revisions'} .load=${() => import('./revisions.js')} .content=${() => html`<fe-revisions .connectorId=${one.id} @connect-changed=${() => this.reload()}></fe-revisions>`}></fe-fold>
      <fe-fold .name=${'Name and base URL'} .content=${() => this.settings()}></fe-fold>
      <fe-fold .name=${'Call policy'} .load=${() => import('./call-policy.js')} .content=${() => html`<fe-call-policy .connectorId=${one.id}></fe-call-policy>`}></fe-fold></div>
    </div>`;
  }

  endpoints(one) {
    const q = this.q.trim().toLowerCase();
    const found = q ? one.endpoints.filter((endpoint) => `${endpoint.method} ${endpoint.path} ${endpoint.summary ?? ''}`.toLowerCase().includes(q)) : one.endpoints;
    return html`<section class="stack" aria-label="Endpoints">
      <div class="row apart"><h3>Endpoints <span class="muted">${one.endpoints.length}</span></h3><button type="button" class="small" @click=${this.addEndpoints}>Add endpoints</button></div>
      ${one.endpoints.length > 12 ? html`<input type="search" class="find-field" aria-label="Find an endpoint" placeholder="Find an endpoint" .value=${this.q} @input=${(event) => { this.q = event.target.value; this.shown = STEP; }} />` : nothing}
      <ul class="plain rows">${repeat(found.slice(0, this.shown), (endpoint) => endpoint.id, (endpoint) => html`<li class="rows-item">
        <span class="grow endpoint-link">${method(endpoint.method)}<span class="stack tight"><bdi class="path">${endpoint.path}</bdi>${endpoint.summary ? html`<span class="small muted" dir="auto">${endpoint.summary}</span>` : nothing}</span></span>
        ${endpoint.removed ? badge('the API has it no more', 'bad') : nothing}${endpoint.edited ? badge('by hand') : nothing}
        <button type="button" class="small quiet" aria-label="Delete ${endpoint.method} ${endpoint.path}" @click=${() => this.act(() => del(`${this.path}/endpoints/${encodeURIComponent(endpoint.id)}`, { ifMatch: this.connector.etag }), 'The endpoint is deleted.')}>Delete</button></li>`)}</ul>
      ${found.length > this.shown ? html`<p><button type="button" class="small" @click=${() => (this.shown += 200)}>Show more (${count(found.length - this.shown, 'endpoint')} left)</button></p>` : nothing}
    </section>`;
  }

  settings() {
    const wrong = (name) => this.failure?.at?.(`/${name}`);
    const field = (name, label, mono) => html`<div class="field"><label for="system-${name}">${label}</label><input id="system-${name}" name=${name} class=${mono} autocomplete="off" ?required=${name === 'name'} .value=${this.connector[name] ?? ''} aria-invalid=${wrong(name) ? 'true' : nothing} />${wrong(name) ? html`<span class="wrong">${wrong(name)}</span>` : nothing}</div>`;
    return html`<form class="card stack" @submit=${this.rename}>${field('name', 'Name', '')}${field('domain', 'Domain', 'mono')}${field('baseUrl', 'Base URL', 'mono')}<div><button>Save</button></div></form>`;
  }
}

customElements.define('fe-connector', ConnectorPage);
