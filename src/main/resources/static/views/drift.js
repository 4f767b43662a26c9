import { View, html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { count } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { severityBadge } from './catalogue-parts.js';
import { changeList, changedOperation } from './change-list.js';
import './upgrade.js';

/** How far one connector is behind the newest versions of its APIs, who is touched, and the way to the newer version. */
class Drift extends View {
  static properties = { report: { state: true }, etag: { state: true } };

  async load(signal) {
    const id = encodeURIComponent(this.params.id);
    const [report, connector] = await Promise.all([get(`/connectors/${id}/drift`, {}, { signal }), get(`/connectors/${id}`, {}, { signal })]);
    this.report = report;
    this.etag = connector.etag;
    document.title = `Changes for ${report.name} · Ferrule`;
  }

  content() {
    const { report } = this;
    const { draft, templates, newest } = report;
    return html`<div class="page catalogue" @upgraded=${() => this.reload()}>
      <p class="small"><a href="/changes">Changes</a></p>
      <div class="page-head">
        <div class="stack tight"><h1 dir="auto">${report.name}</h1>
          <p class="row small muted">${severityBadge(report.severity)} ${newest.length ? html`newest: ${newest.map((one, at) => html`${at ? ', ' : ''}<a href="/catalogue/specs/${one.specId}?tab=changes"><bdi>${one.title}</bdi> ${one.version}</a>`)}` : 'made by hand, or of specs that are not here any more'}</p></div>
        <a class="button" href="/connectors/${report.connectorId}">The connector</a>
      </div>
      <div class="about">
        <div class="stack">
          <section class="stack tight" aria-labelledby="touched"><h2 id="touched">What changes for its endpoints</h2>
            ${this.state(draft)}
          </section>
          <section class="section stack tight" aria-labelledby="templates"><h2 id="templates">Whom it touches</h2>
            ${templates.length ? html`<ul class="plain stack">${templates.map((template) => this.template(template))}</ul>` : html`<p class="muted">No integration uses this connector.</p>`}
          </section>
        </div>
        <fe-upgrade .report=${report} .etag=${this.etag}></fe-upgrade>
      </div>
    </div>`;
  }

  state({ document: all, endpoints, authMethods }) {
    const auth = authMethods.filter((method) => method.changes.length);
    if (!all.length && !endpoints.length && !auth.length) return empty('Up to date', 'The newest version of its API says the same as the connector.');
    return html`${all.length ? html`<div class="card tight stack tight"><h3>For all endpoints</h3>${changeList(all)}</div>` : nothing}
      ${auth.map((method) => html`<div class="card tight stack tight"><h3>Signing in by <code>${method.authMethodId}</code></h3>${changeList(method.changes)}</div>`)}
      <ul class="plain stack tight">${endpoints.map((endpoint) => changedOperation(endpoint))}</ul>`;
  }

  template({ templateId, integrationId, name, revision, severity, endpoints, authMethods, mappings, advice }) {
    return html`<li class="card stack tight">
      <p class="row apart"><span><a class="strong" href="/integrations/${integrationId}/connect/${templateId}"><bdi>${name}</bdi></a> <span class="small muted">${revision ? `pinned to revision ${revision}` : 'follows the draft'}</span></span>${severityBadge(severity)}</p>
      <p><strong>What to do:</strong> ${advice}</p>
      ${endpoints.length ? html`<details><summary class="small">${count(endpoints.length, 'endpoint')} of it</summary><ul class="plain stack tight">${endpoints.map((endpoint) => changedOperation(endpoint))}</ul></details>` : nothing}
      ${authMethods.length ? html`<p class="small">Signing in changes: ${authMethods.map((method) => html`<code>${method.authMethodId}</code> ${severityBadge(method.severity)} `)}</p>` : nothing}
      ${mappings.length ? html`<details><summary class="small">${count(mappings.length, 'field')} that the newest plan takes or gives</summary><ul class="plain small">${mappings.map(({ from, to }) => html`<li><code>${from}</code> → <code>${to}</code></li>`)}</ul></details>` : nothing}
    </li>`;
  }
}

customElements.define('fe-drift', Drift);
