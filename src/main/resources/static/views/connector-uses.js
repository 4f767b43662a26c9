import { View, html, nothing, repeat } from '../lib/element.js';
import { all } from '../lib/api.js';
import { badge, problemNotice, waiting } from '../lib/widgets.js';
import { count } from '../lib/format.js';

/** Which integrations use a connector, so that whoever edits it knows whom that touches. */
class ConnectorUses extends View {
  static properties = { connectorId: { attribute: false }, items: { state: true } };

  key() {
    return this.connectorId;
  }

  async load(signal) {
    this.items = await all(`/connectors/${encodeURIComponent(this.connectorId)}/templates`, {}, 500, { signal });
  }

  render() {
    if (this.loading) return waiting();
    if (this.problem) return problemNotice(this.problem, () => this.reload());
    if (!this.items.length) return html`<p class="small muted">No integration uses it.</p>`;
    return html`<ul class="plain rows">${repeat(this.items, ({ template }) => template.id, ({ template, integrationName }) => html`<li class="rows-item">
      <span class="grow stack tight"><a href="/integrations/${template.integrationId}/connect/${template.id}"><bdi>${integrationName ?? template.integrationId}</bdi></a>
        <span class="small muted">as <bdi>${template.name}</bdi> · ${count(template.endpointIds.length, 'endpoint')}</span></span>
      ${template.embedded ? badge('embedded', 'accent') : nothing}${template.connectorRevision ? badge(`revision ${template.connectorRevision}`) : badge('follows the draft', 'info')}
    </li>`)}</ul>`;
  }
}

customElements.define('fe-connector-uses', ConnectorUses);
