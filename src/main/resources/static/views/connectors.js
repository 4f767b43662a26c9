import { View, html, nothing, repeat } from '../lib/element.js';
import { get } from '../lib/api.js';
import { badge, empty, problemNotice, waiting } from '../lib/widgets.js';
import { ago, count, when } from '../lib/format.js';
import { go, setQuery } from '../lib/router.js';
import { openDialog } from '../lib/dialog.js';
import { partOrNotice } from '../lib/part.js';

const PAGE = 30;

/** All central connectors of the organisation, found by name, system or domain as one types. */
class Connectors extends View {
  static properties = { items: { state: true }, cursor: { state: true }, q: { state: true } };

  willUpdate(changed) {
    if (changed.has('query') && !this.typing) this.q = this.query.q ?? '';
    super.willUpdate(changed);
  }

  key() {
    return this.q;
  }

  /** The list follows each letter, the address a moment later: browsers take only so many changes of it. */
  find(event) {
    this.q = event.target.value;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.typing = null;
      setQuery({ q: this.q });
    }, 300);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.typing);
    this.typing = null;
  }

  async load(signal) {
    document.title = 'Connectors · Ferrule';
    const page = await get('/connectors', { summary: true, q: this.q, limit: PAGE }, { signal });
    this.items = page.items;
    this.cursor = page.nextCursor;
  }

  async more() {
    const page = await get('/connectors', { summary: true, q: this.q, limit: PAGE, cursor: this.cursor });
    this.items = [...this.items, ...page.items];
    this.cursor = page.nextCursor;
  }

  async add() {
    if (!(await partOrNotice(() => import('./add-connector.js')))) return;
    const made = await openDialog('Add a connector', document.createElement('fe-add-connector'));
    if (made) go(`/connectors/${encodeURIComponent(made.connectorId)}`);
  }

  render() {
    return html`<div class="page stack">
      <div class="page-head"><div class="stack tight"><h1>Connectors</h1><p class="muted">Each external system once, for all integrations.</p></div><button type="button" class="primary" @click=${this.add}>Add a connector</button></div>
      <input type="search" class="find-field" aria-label="Find a connector" placeholder="Find by name, system or domain" .value=${this.q} @input=${this.find} />
      ${this.items ? nothing : this.loading ? waiting() : nothing}
      ${this.problem ? problemNotice(this.problem, () => this.reload()) : nothing}
      ${this.items && !this.problem ? this.list() : nothing}
    </div>`;
  }

  list() {
    if (!this.items.length && this.q) return empty('Nothing fits', `No connector has "${this.q}" in its name, system or domain.`);
    if (!this.items.length) return empty('No connectors yet', 'They come with plans, or take one from the catalogue.', html`<p><button type="button" class="primary" @click=${this.add}>Add a connector</button></p>`);
    return html`<ul class="plain grid" aria-label="Connectors">${repeat(this.items, (one) => one.id, (one) => html`<li><a class="card stack tight connector-card" href="/connectors/${one.id}">
        <span class="row apart top"><bdi class="strong">${one.name}</bdi>${one.publishedRevision ? badge(`revision ${one.publishedRevision}`, one.draftDiffers ? 'warn' : 'good') : badge('draft', 'info')}</span>
        ${one.domain ? html`<bdi class="small muted">${one.domain}</bdi>` : nothing}
        <span class="small muted">${count(one.endpointCount, 'endpoint')} · ${count(one.authMethodCount, 'auth method')} · <span title=${when(one.updatedAt)}>changed ${ago(one.updatedAt)}</span></span>
      </a></li>`)}</ul>
      ${this.cursor ? html`<p><button type="button" @click=${this.more}>Show more</button></p>` : nothing}`;
  }
}

customElements.define('fe-connectors', Connectors);
