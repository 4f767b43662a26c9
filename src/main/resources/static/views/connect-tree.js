import { Element, html, nothing, repeat } from '../lib/element.js';
import { method } from '../lib/widgets.js';
import { NEEDS_ATTENTION, connectAddress, stateBadge } from './connect-words.js';

/** Endpoints that an open connector shows at once; a search field finds the others. */
const SHOWN = 60;
/** With fewer endpoints than this in all, every connector is open from the beginning. */
const FEW = 25;

/** The connectors of an integration with their endpoints, as nested links. */
class ConnectTree extends Element {
  static properties = {
    integration: { attribute: false },
    rows: { attribute: false },
    templateId: { attribute: false },
    endpointId: { attribute: false },
    q: { state: true },
    shown: { state: true },
  };

  constructor() {
    super();
    this.q = '';
    this.shown = SHOWN;
  }

  get endpointCount() {
    return this.rows.reduce((sum, row) => sum + row.endpoints.length, 0);
  }

  render() {
    if (!this.rows.length) return nothing;
    return html`<nav class="tree" aria-label="Connectors and endpoints">
      ${this.endpointCount > 12 || this.q
        ? html`<input type="search" aria-label="Find an endpoint" placeholder="Find an endpoint" .value=${this.q} @input=${(event) => (this.q = event.target.value)} />`
        : nothing}
      <ul class="plain">${repeat(this.rows, (row) => row.template.id, (row) => this.system(row))}</ul>
    </nav>`;
  }

  system(row) {
    const id = row.template.id;
    const here = id === this.templateId;
    const q = this.q.trim().toLowerCase();
    const name = row.template.name;
    const found = q ? row.endpoints.filter((one) => `${one.method} ${one.path} ${one.summary ?? ''}`.toLowerCase().includes(q)) : row.endpoints;
    if (q && !found.length && !name.toLowerCase().includes(q)) return nothing;
    return html`<li>
      <a class="tree-system ${NEEDS_ATTENTION.has(row.state) ? 'waits' : ''}" href=${connectAddress(this.integration.id, id)} aria-current=${here && !this.endpointId ? 'page' : nothing}>
        <bdi class="tree-name">${name}</bdi>${stateBadge(row.state)}
      </a>
      <details ?open=${here || Boolean(q) || this.endpointCount <= FEW}>
        <summary class="small muted">${found.length === 1 ? '1 endpoint' : `${found.length} endpoints`}<span class="unseen"> of <bdi>${name}</bdi></span></summary>
        <ul class="plain">${repeat(found.slice(0, this.shown), (one) => one.id, (one) => this.endpoint(id, one))}
          ${found.length > this.shown ? html`<li><button type="button" class="link small" @click=${() => (this.shown += 200)}>Show more of ${found.length}</button></li>` : nothing}
        </ul>
      </details>
    </li>`;
  }

  endpoint(templateId, endpoint) {
    const here = templateId === this.templateId && endpoint.id === this.endpointId;
    return html`<li class="tree-endpoint"><a href=${connectAddress(this.integration.id, templateId, 'endpoints', endpoint.id)} aria-current=${here ? 'page' : nothing} title=${endpoint.path}>
      ${method(endpoint.method)}<span class="tree-words"><bdi class="path">${endpoint.path}</bdi>${endpoint.summary ? html`<span class="small muted" dir="auto">${endpoint.summary}</span>` : nothing}</span>
      ${endpoint.removed ? html`<span class="badge bad">removed</span>` : nothing}
    </a></li>`;
  }
}

customElements.define('fe-connect-tree', ConnectTree);
