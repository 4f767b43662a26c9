import { Element, html, nothing, repeat } from '../lib/element.js';
import { method } from '../lib/widgets.js';
import { openDialog } from '../lib/dialog.js';
import { partOrNotice } from '../lib/part.js';
import { connectAddress } from './connect-words.js';

const STEP = 20;

/** The endpoints that an integration uses of a connector. `change` is called with what shall be other in the template. */
class ConnectEndpoints extends Element {
  static properties = { integration: { attribute: false }, entry: { attribute: false }, template: { attribute: false }, change: { attribute: false }, shown: { state: true } };

  constructor() {
    super();
    this.shown = STEP;
  }

  render() {
    const { endpoints, missingEndpointIds } = this.entry;
    return html`<section class="stack" aria-label="Endpoints">
      <div class="row apart"><h3>Endpoints <span class="muted">${endpoints.length}</span></h3>
        <button type="button" class="small" @click=${this.add}>Add endpoints</button></div>
      ${endpoints.length ? nothing : html`<p class="muted small">None yet. Add those that this integration needs.</p>`}
      <ul class="plain rows">${repeat(endpoints.slice(0, this.shown), (one) => one.id, (one) => this.line(one))}
        ${missingEndpointIds.map((id) => html`<li class="rows-item"><span class="grow"><code>${id}</code> <span class="badge bad">no longer there</span></span>${this.remover(id, id)}</li>`)}
      </ul>
      ${endpoints.length > this.shown ? html`<p><button type="button" class="small" @click=${() => (this.shown += 200)}>Show more (${endpoints.length - this.shown} are left)</button></p>` : nothing}
    </section>`;
  }

  line(one) {
    return html`<li class="rows-item">
      <a class="grow endpoint-link" href=${connectAddress(this.integration.id, this.entry.template.id, 'endpoints', one.id)}>${method(one.method)}
        <span class="stack tight"><bdi class="path">${one.path}</bdi>${one.summary ? html`<span class="small muted" dir="auto">${one.summary}</span>` : nothing}</span></a>
      ${one.removed ? html`<span class="badge bad">the API has it no more</span>` : nothing}
      ${this.remover(one.id, `${one.method} ${one.path}`)}
    </li>`;
  }

  remover(id, name) {
    return html`<button type="button" class="small quiet" aria-label="Take out ${name}" @click=${() => this.change({ endpointIds: this.template.endpointIds.filter((one) => one !== id) }, `${name} is taken out.`)}>Take out</button>`;
  }

  async add() {
    if (!(await partOrNotice(() => import('./add-endpoint.js')))) return;
    const search = document.createElement('fe-add-endpoint');
    Object.assign(search, { connectorId: this.entry.template.connectorId, systemName: this.entry.connector?.name ?? '', inUse: this.template.endpointIds, endpoints: this.entry.endpoints });
    const added = await openDialog(`Add endpoints of ${search.systemName}`, search, { wide: true });
    if (!added?.length) return;
    const values = { endpointIds: [...new Set([...this.template.endpointIds, ...added])] };
    // What a pinned revision lacks is in the draft only.
    if (this.template.connectorRevision) values.connectorRevision = null;
    await this.change(values, added.length === 1 ? 'One endpoint is added.' : `${added.length} endpoints are added.`);
  }
}

customElements.define('fe-connect-endpoints', ConnectEndpoints);
