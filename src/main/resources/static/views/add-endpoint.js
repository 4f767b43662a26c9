import { Element, html, nothing, repeat } from '../lib/element.js';
import { all, get, post } from '../lib/api.js';
import { badge, method, problemNotice, waiting } from '../lib/widgets.js';
import { count } from '../lib/format.js';
import { specIdsOf } from './base-url.js';

const MOST = 40;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The specs that a connector is made of: those its endpoints come from, else the catalogue's newest of its system. */
async function specsOf(connectorId, endpoints) {
  const known = specIdsOf(endpoints);
  if (known.length) return known;
  const connector = await get(`/connectors/${encodeURIComponent(connectorId)}`);
  const ids = specIdsOf(connector.endpoints);
  if (ids.length) return ids;
  const { items } = await get('/specs', { q: connector.domain ?? connector.name, limit: 50 });
  return items.filter((spec) => spec.apiId === connector.systemKey && spec.current).map((spec) => spec.id);
}

/**
 * Finds operations of a connector's spec while one types, and puts those that were chosen into the connector's draft. Tells
 * `done` with the ids of their endpoints.
 */
class AddEndpoint extends Element {
  static properties = {
    connectorId: { attribute: false }, systemName: { attribute: false }, endpoints: { attribute: false }, inUse: { attribute: false },
    specIds: { state: true }, items: { state: true }, chosen: { state: true }, q: { state: true }, problem: { state: true }, busy: { state: true }, byHand: { state: true },
  };

  constructor() {
    super();
    this.chosen = new Map();
    this.inUse = [];
    this.q = '';
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      const [specIds, own] = await Promise.all([specsOf(this.connectorId, this.endpoints), all(`/connectors/${encodeURIComponent(this.connectorId)}/endpoints`, {}, 2000)]);
      this.own = new Map(own.map((one) => [`${one.method} ${one.path}`, one]));
      this.specIds = specIds;
      if (!specIds.length) this.byHand = true;
      await this.find();
      await this.updateComplete;
      this.querySelector('input')?.focus();
    } catch (problem) {
      this.problem = problem;
      this.specIds ??= [];
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.asking?.abort();
  }

  async find() {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    try {
      const q = this.q.trim();
      const items = q ? await this.ranked(q, asking.signal) : await this.first(asking.signal);
      this.items = items;
      this.problem = null;
    } catch (problem) {
      if (!asking.signal.aborted) this.problem = problem;
    }
  }

  async ranked(q, signal) {
    if (!this.specIds.length) return this.ofConnector(q);
    const { items } = await get('/operations', { q, typing: true, spec: this.specIds, limit: MOST }, { signal });
    return items;
  }

  async first(signal) {
    if (!this.specIds.length) return this.ofConnector('');
    const { items } = await get(`/specs/${encodeURIComponent(this.specIds[0])}/operations`, { limit: MOST }, { signal });
    return items.map((one) => ({ ...one, specId: this.specIds[0] }));
  }

  /** Without a spec there is what the connector has already. */
  ofConnector(q) {
    return [...this.own.values()].filter((one) => `${one.method} ${one.path} ${one.summary ?? ''}`.toLowerCase().includes(q.toLowerCase())).slice(0, MOST);
  }

  toggle(key, item, on) {
    const chosen = new Map(this.chosen);
    if (on) chosen.set(key, item);
    else chosen.delete(key);
    this.chosen = chosen;
  }

  async submit(event) {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const ids = [];
      const bySpec = Map.groupBy(this.chosen.values(), (one) => one.specId ?? '');
      for (const [specId, picked] of bySpec) {
        if (!specId) {
          ids.push(...picked.map((one) => one.id));
          continue;
        }
        const saved = await post(`/specs/${encodeURIComponent(specId)}/connector`, { operationIds: picked.map((one) => one.operationId) });
        if (saved.connectorId !== this.connectorId) throw new Error('This spec belongs to another connector: its endpoints went there.');
        ids.push(...saved.endpointIds);
      }
      this.tell('done', ids);
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  async write(event) {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    try {
      const made = await post(`/connectors/${encodeURIComponent(this.connectorId)}/endpoints`, { ...data, summary: data.summary || undefined });
      this.tell('done', [made.id]);
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  render() {
    if (!this.specIds) return html`<div class="dialog-body">${this.problem ? problemNotice(this.problem) : waiting()}</div>`;
    return html`<div class="dialog-body stack">
        ${this.problem ? problemNotice(this.problem) : nothing}
        ${this.specIds.length || this.own?.size ? this.search() : html`<p class="muted">The catalogue has no spec of this system. Write its endpoints by hand.</p>`}
        <details class="small" ?open=${Boolean(this.byHand)}><summary>Write one by hand</summary>${this.handForm()}</details>
      </div>
      <div class="dialog-foot">
        <span class="grow small muted" role="status">${this.chosen.size ? `${count(this.chosen.size, 'endpoint')} chosen` : ''}</span>
        <button type="button" @click=${() => this.tell('cancel')}>Cancel</button>
        ${this.specIds.length || this.own?.size ? html`<button class="primary" form="add-endpoint-search" ?disabled=${this.busy || !this.chosen.size}>Add${this.chosen.size > 1 ? ` ${this.chosen.size} endpoints` : ''}</button>` : nothing}
      </div>`;
  }

  search() {
    return html`<form id="add-endpoint-search" class="stack" role="search" @submit=${this.submit}>
      <input type="search" aria-label="Find operations" placeholder="What shall it do? For example: create an invoice" autofocus .value=${this.q} @input=${(event) => { this.q = event.target.value; this.find(); }} />
      <ul class="plain rows pick" aria-label="Operations">
        ${this.items ? repeat(this.items, (one) => `${one.specId} ${one.method} ${one.path}`, (one) => this.line(one)) : waiting()}
        ${this.items?.length === 0 ? html`<li class="muted">Nothing fits.</li>` : nothing}
      </ul>
      ${this.items?.length === MOST ? html`<p class="small muted">The first ${MOST} are shown: type to find others.</p>` : nothing}
    </form>`;
  }

  line(one) {
    const key = `${one.specId ?? ''} ${one.method} ${one.path}`;
    const own = this.own?.get(`${one.method} ${one.path}`);
    const used = own && this.inUse.includes(own.id);
    return html`<li><label class="pick-line ${used ? 'muted' : ''}">
      <input type="checkbox" ?disabled=${used} .checked=${used || this.chosen.has(key)} @change=${(event) => this.toggle(key, one, event.target.checked)} />
      ${method(one.method)}<span class="stack tight grow"><bdi class="path">${one.path}</bdi>${one.summary ? html`<span class="small muted" dir="auto">${one.summary}</span>` : nothing}</span>
      ${used ? badge('in use', 'accent') : own && !this.inUse.length ? badge('there already') : nothing}
    </label></li>`;
  }

  handForm() {
    const wrong = (pointer) => this.problem?.errors?.find((error) => error.pointer === pointer)?.message;
    const field = (name, label, input) => html`<div class="field"><label for="endpoint-${name}">${label}</label>${input}${wrong(`/${name}`) ? html`<span class="wrong">${wrong(`/${name}`)}</span>` : nothing}</div>`;
    return html`<form class="stack by-hand" @submit=${this.write}>
      <div class="row top">${field('method', 'Method', html`<select id="endpoint-method" name="method">${METHODS.map((one) => html`<option>${one}</option>`)}</select>`)}
        <div class="grow">${field('path', 'Path', html`<input id="endpoint-path" name="path" class="mono" required placeholder="/orders/{id}" autocomplete="off" />`)}</div></div>
      ${field('summary', 'What it does', html`<input id="endpoint-summary" name="summary" maxlength="300" />`)}
      <div><button class="small" ?disabled=${this.busy}>Add this endpoint</button></div>
    </form>`;
  }
}

customElements.define('fe-add-endpoint', AddEndpoint);
