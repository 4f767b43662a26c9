import { Element, html, nothing } from '../lib/element.js';
import { number, size, when } from '../lib/format.js';
import { badge } from '../lib/widgets.js';
import { outward } from '../lib/links.js';
import { readable } from './readable.js';
import './spec-identity.js';

/** What a document says of itself, what was odd about it, and which system it is taken for. */
class SpecAbout extends Element {
  static properties = { spec: { attribute: false } };

  render() {
    const { spec } = this;
    return html`<div class="about">
      <div class="stack">
        <section class="card stack tight"><h2>Description</h2>${spec.description ? readable(spec.description) : html`<p class="muted">There is none.</p>`}</section>
        ${this.warnings()}
      </div>
      <div class="stack">
        <section class="card stack tight"><h2>Servers</h2>
          ${spec.servers.length ? html`<ul class="plain stack tight">${spec.servers.map((server) => this.server(server))}</ul>` : html`<p class="muted">The document names none.</p>`}
        </section>
        <fe-spec-identity .params=${{ id: spec.id }}></fe-spec-identity>
        ${spec.tags.length ? html`<section class="card stack tight"><h2>Tags</h2><p class="row">${spec.tags.slice(0, 80).map((tag) => badge(tag.name))}${spec.tags.length > 80 ? html`<span class="small muted">and ${number(spec.tags.length - 80)} others</span>` : nothing}</p></section>` : nothing}
        <section class="card stack tight"><h2>Document</h2>
          <dl class="fields">
            <dt>Added</dt><dd>${when(spec.createdAt)}</dd>
            <dt>Size</dt><dd>${size(spec.documentBytes)}</dd>
            <dt>Id</dt><dd><code>${spec.id}</code></dd>
            <dt>Content</dt><dd><code>${spec.contentHash}</code></dd>
            ${spec.webhooks.length ? html`<dt>Webhooks</dt><dd>${spec.webhooks.join(', ')}</dd>` : nothing}
          </dl>
        </section>
      </div>
    </div>`;
  }

  server({ url, description, variables }) {
    return html`<li>
      <p>${/[{}]/.test(url) ? html`<code>${url}</code>` : outward(url)}</p>
      ${description ? html`<p class="small muted" dir="auto">${description}</p>` : nothing}
      ${variables.map((variable) => html`<p class="small muted"><code>{${variable.name}}</code> ${variable.allowed?.length ? `one of ${variable.allowed.join(', ')}` : variable.defaultValue ? html`by default <code>${variable.defaultValue}</code>` : nothing}</p>`)}
    </li>`;
  }

  warnings() {
    const { warnings } = this.spec;
    if (!warnings.length) return nothing;
    return html`<section class="card stack tight"><h2>Odd in the document <span class="badge warn count">${warnings.length}</span></h2>
      <ul class="plain changes">${warnings.map((warning) => html`<li><p dir="auto">${warning.message}</p><p class="small muted"><code>${warning.code}</code>${warning.pointer ? html` at <code>${warning.pointer}</code>` : nothing}</p></li>`)}</ul>
    </section>`;
  }
}

customElements.define('fe-spec-about', SpecAbout);
