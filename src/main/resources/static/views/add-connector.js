import { Element, html, nothing, repeat } from '../lib/element.js';
import { get, post } from '../lib/api.js';
import { badge, problemNotice, waiting } from '../lib/widgets.js';
import { count } from '../lib/format.js';

const MOST = 20;

/**
 * Takes a connector into an integration (or, without one, only makes it): one that is there, one from a spec of the
 * catalogue, or one by hand. Tells `done` with {connectorId, templateId}.
 */
class AddConnector extends Element {
  static properties = { integration: { attribute: false }, taken: { attribute: false }, q: { state: true }, connectors: { state: true }, systems: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.q = '';
    this.taken = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.find();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.asking?.abort();
  }

  async find() {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const q = this.q.trim();
    try {
      const [connectors, systems] = await Promise.all([
        this.integration ? get('/connectors', { summary: true, q, limit: MOST }, { signal }) : { items: [] },
        get('/systems', { q, typing: true, limit: MOST }, { signal }),
      ]);
      this.connectors = connectors.items;
      // The newest version of an API comes first; the connector is one for all of them.
      const known = new Set(connectors.items.map((one) => `${one.name} ${one.domain}`));
      this.systems = systems.items.filter(({ title, host }) => !known.has(`${title} ${host}`) && known.add(`${title} ${host}`));
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }

  async act(action) {
    this.busy = true;
    this.problem = null;
    try {
      const connector = await action();
      this.tell('done', { connectorId: connector.id, templateId: this.integration ? await this.template(connector) : null });
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  /** The same connector may be in an integration more than once, under other names. */
  async template(connector) {
    const path = `/integrations/${encodeURIComponent(this.integration.id)}/templates`;
    for (let number = 1; ; number++) {
      try {
        const made = await post(path, { connectorId: connector.id, name: number === 1 ? connector.name : `${connector.name.slice(0, 190)} (${number})` });
        return made.id;
      } catch (problem) {
        if (problem.code !== 'template-exists' || number > 20) throw problem;
      }
    }
  }

  async fromSpec(specId) {
    const saved = await post(`/specs/${encodeURIComponent(specId)}/connector`, { operationIds: [] });
    return get(`/connectors/${encodeURIComponent(saved.connectorId)}`);
  }

  async byHand(form) {
    const data = new FormData(form);
    const file = data.get('file');
    const url = data.get('specUrl').trim();
    if (file?.size || url) {
      const body = new FormData();
      if (file?.size) body.append('file', file);
      const spec = await post('/specs', file?.size ? body : { url });
      return this.fromSpec(spec.id);
    }
    return post('/connectors', { name: data.get('name').trim(), baseUrl: data.get('baseUrl').trim() || undefined });
  }

  render() {
    return html`<div class="dialog-body stack">
      ${this.problem ? problemNotice(this.problem) : nothing}
      <input type="search" aria-label="Find a system" placeholder="Find a system" autofocus .value=${this.q} @input=${(event) => { this.q = event.target.value; this.find(); }} />
      <div class="pick stack" aria-busy=${this.busy ? 'true' : 'false'}>${this.systems ? this.found() : this.problem ? nothing : waiting()}</div>
      <details ?open=${this.systems?.length === 0 && !this.connectors?.length}><summary>A system that is not in the catalogue</summary>${this.handForm()}</details>
    </div>
    <div class="dialog-foot"><button type="button" @click=${() => this.tell('cancel')}>Cancel</button></div>`;
  }

  found() {
    if (!this.connectors.length && !this.systems.length) return html`<p class="muted">Nothing fits.</p>`;
    return html`
      ${this.connectors.length ? html`<h3 class="small muted">Connectors that are there</h3><ul class="plain rows">${repeat(this.connectors, (one) => one.id, (one) => this.line(one.name, one.domain, `${count(one.endpointCount, 'endpoint')}`, () => this.act(async () => one), this.taken.includes(one.id)))}</ul>` : nothing}
      ${this.systems.length ? html`<h3 class="small muted">From the catalogue</h3><ul class="plain rows">${repeat(this.systems, (one) => one.specId, (one) => this.line(one.title, one.host, '', () => this.act(() => this.fromSpec(one.specId))))}</ul>` : nothing}`;
  }

  line(name, host, more, take, taken) {
    return html`<li class="rows-item"><span class="stack tight grow"><bdi class="strong">${name}</bdi><span class="small muted">${host ? html`<bdi>${host}</bdi>` : nothing}${host && more ? ' · ' : ''}${more}</span></span>
      ${taken ? badge('in this integration', 'accent') : nothing}
      <button type="button" class="small" ?disabled=${this.busy} aria-label="Add ${name}" @click=${take}>Add</button></li>`;
  }

  handForm() {
    const wrong = (pointer) => this.problem?.errors?.find((error) => error.pointer === pointer)?.message;
    const says = (pointer) => (wrong(pointer) ? html`<span class="wrong">${wrong(pointer)}</span>` : nothing);
    return html`<form class="stack by-hand" @submit=${(event) => { event.preventDefault(); this.act(() => this.byHand(event.target)); }}>
      <div class="field"><label for="connector-name">Name</label><input id="connector-name" name="name" required maxlength="200" autocomplete="off" aria-invalid=${wrong('/name') ? 'true' : nothing} />${says('/name')}</div>
      <div class="field"><label for="connector-url">Base URL</label><input id="connector-url" name="baseUrl" class="mono" autocomplete="off" placeholder="https://{store}.example.com/v1" aria-invalid=${wrong('/baseUrl') ? 'true' : nothing} aria-describedby="connector-url-hint" />
        <span class="hint" id="connector-url-hint">What differs from customer to customer stands in braces.</span>${says('/baseUrl')}</div>
      <fieldset class="stack"><legend>Its API description</legend><p class="small muted">May be left out. It brings name, address, auth methods and operations.</p>
        <div class="field"><label for="connector-file">File</label><input id="connector-file" name="file" type="file" accept=".json,.yaml,.yml" /></div>
        <div class="field"><label for="connector-spec">or its address</label><input id="connector-spec" name="specUrl" class="mono" autocomplete="off" placeholder="https://api.example.com/openapi.json" /></div>
      </fieldset>
      <div><button class="primary" ?disabled=${this.busy}>Add</button></div>
    </form>`;
  }
}

customElements.define('fe-add-connector', AddConnector);
