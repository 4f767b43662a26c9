import { Element, html, nothing, repeat } from '../lib/element.js';
import { method, problemNotice } from '../lib/widgets.js';
import { count } from '../lib/format.js';
import { go } from '../lib/router.js';
import { openDialog } from '../lib/dialog.js';
import { part, partOrNotice } from '../lib/part.js';
import { NEEDS_ATTENTION, connectAddress, methodName, stateBadge } from './connect-words.js';
import './connect-tree.js';
import './connect-system.js';

/** Asked for once, and again only after it could not be had. */
let endpointView = null;

/**
 * The Connect tab: the integration's connectors with their endpoints at the side, and what was chosen among them beside it.
 * Without a choice, all of them in short, those that need something first.
 */
class Connect extends Element {
  static properties = {
    integration: { attribute: false },
    connect: { attribute: false },
    templateId: { attribute: false },
    endpointId: { attribute: false },
    treeOpen: { state: true },
    missing: { state: true },
  };

  render() {
    if (!this.connect) return nothing;
    const rows = this.connect.templates;
    const entry = rows.find((row) => row.template.id === this.templateId);
    return html`<div class="connect ${this.treeOpen ? 'tree-open' : ''}">
      ${this.templateId ? html`<button type="button" class="small connect-toggle" aria-expanded=${this.treeOpen ? 'true' : 'false'} @click=${() => (this.treeOpen = !this.treeOpen)}>Connectors and endpoints</button>` : nothing}
      <div class="connect-side">
        <fe-connect-tree .integration=${this.integration} .rows=${rows} .templateId=${this.templateId} .endpointId=${this.endpointId}></fe-connect-tree>
        <button type="button" class="small" @click=${this.add}>Add a connector</button>
      </div>
      <div class="connect-main" tabindex="-1">${this.templateId ? this.chosen(entry) : this.overview(rows)}</div>
    </div>`;
  }

  chosen(entry) {
    if (!entry) {
      return html`<div class="empty"><h2>This connector is not in the integration</h2><p>It may have been taken out, or the link is old.</p>
        <p><a href=${connectAddress(this.integration.id)}>To the connectors of this integration</a></p></div>`;
    }
    const name = entry.template.name;
    const endpoint = entry.endpoints.find((one) => one.id === this.endpointId);
    return html`<nav class="crumbs small" aria-label="Where this is">
        <a href=${connectAddress(this.integration.id)}>Connectors</a> <span aria-hidden="true">›</span>
        ${this.endpointId ? html`<a href=${connectAddress(this.integration.id, entry.template.id)}><bdi>${name}</bdi></a> <span aria-hidden="true">›</span> <bdi class="path">${endpoint?.path ?? this.endpointId}</bdi>` : html`<bdi>${name}</bdi>`}
      </nav>
      ${this.endpointId ? this.endpoint(entry) : html`<fe-connect-system .integration=${this.integration} .entry=${entry}></fe-connect-system>`}`;
  }

  willUpdate(changed) {
    if (changed.has('templateId') || changed.has('endpointId')) this.treeOpen = false;
    if (this.endpointId) this.fetchEndpointView();
  }

  /** Once; after a failure only when somebody wants it again. */
  async fetchEndpointView() {
    if (endpointView || this.missing) return;
    try {
      await (endpointView = part(() => import('./endpoint.js')));
    } catch (problem) {
      endpointView = null;
      this.missing = problem;
    }
  }

  /** Who has followed a link that is gone with what it stood in goes on from where the new begins. */
  updated(changed) {
    const moved = (changed.has('templateId') && changed.get('templateId') !== undefined) || changed.has('endpointId');
    if (moved && document.activeElement === document.body) this.querySelector('.connect-main')?.focus({ preventScroll: true });
  }

  endpoint(entry) {
    if (this.missing) return problemNotice(this.missing, () => ((this.missing = null), this.fetchEndpointView()));
    return html`<fe-endpoint .integration=${this.integration} .entry=${entry} .endpointId=${this.endpointId}></fe-endpoint>`;
  }

  overview(rows) {
    if (!rows.length) {
      return html`<div class="empty"><h2>No connectors yet</h2>
        <p>They come with a plan: say in the conversation what systems shall do together. Or take one by hand.</p>
        <p><button type="button" class="primary" @click=${this.add}>Add a connector</button></p></div>`;
    }
    const waiting = rows.filter((row) => NEEDS_ATTENTION.has(row.state)).length;
    const sorted = rows.toSorted((a, b) => NEEDS_ATTENTION.has(b.state) - NEEDS_ATTENTION.has(a.state));
    return html`<h2 class="unseen">Connectors</h2>
      <p class="muted connect-said">${waiting ? html`<strong>${count(waiting, 'connector')}</strong> of ${rows.length} ${waiting === 1 ? 'needs' : 'need'} attention.` : 'Everything is connected. Choose an endpoint to try it.'}</p>
      <div class="grid connect-cards">${repeat(sorted, (row) => row.template.id, (row) => this.card(row))}</div>
      <p class="only-narrow-connect"><button type="button" class="small" @click=${this.add}>Add a connector</button></p>`;
  }

  card(row) {
    const address = connectAddress(this.integration.id, row.template.id);
    const waits = NEEDS_ATTENTION.has(row.state);
    return html`<section class="card connect-card stack tight" aria-label=${row.template.name}>
      <div class="row apart top"><h3><a href=${address}><bdi>${row.template.name}</bdi></a></h3>${stateBadge(row.state)}</div>
      <p class="small muted"><bdi>${row.connection?.name ?? (row.authMethod ? methodName(row.authMethod) : row.connector?.domain ?? '')}</bdi></p>
      <ul class="plain stack tight small">
        ${row.endpoints.slice(0, 4).map((one) => html`<li class="endpoint-line"><a href=${connectAddress(this.integration.id, row.template.id, 'endpoints', one.id)}>${method(one.method)} <bdi class="path">${one.path}</bdi></a></li>`)}
        ${row.endpoints.length > 4 ? html`<li><a href=${address}>and ${count(row.endpoints.length - 4, 'more endpoint')}</a></li>` : nothing}
      </ul>
      <div class="row">${waits ? html`<a class="button small primary" href=${address} aria-label="Connect ${row.template.name}">${{ needs_connection: 'Connect', needs_reconnect: 'Connect anew', failing: 'See what is wrong' }[row.state] ?? 'See what it needs'}</a>` : nothing}</div>
    </section>`;
  }

  async add() {
    if (!(await partOrNotice(() => import('./add-connector.js')))) return;
    const form = document.createElement('fe-add-connector');
    form.integration = this.integration;
    form.taken = this.connect.templates.map((row) => row.template.connectorId);
    const added = await openDialog('Add a connector', form);
    if (!added) return;
    this.tell('connect-changed');
    go(connectAddress(this.integration.id, added.templateId));
  }
}

customElements.define('fe-connect', Connect);
