import { View, html, nothing } from '../lib/element.js';
import { get, del } from '../lib/api.js';
import { go } from '../lib/router.js';
import { count, number } from '../lib/format.js';
import { badge, problemNotice, toast } from '../lib/widgets.js';
import { confirmed } from './catalogue-parts.js';
import './spec-operations.js';
import './spec-about.js';
import './spec-auth.js';
import './spec-quality.js';
import './spec-changes.js';

const TABS = [
  ['', 'Operations'],
  ['sign-in', 'Sign-in'],
  ['quality', 'Quality'],
  ['changes', 'Changes'],
  ['about', 'About'],
];

/** A spec: `?tab=` says what of it, `?operation=GET /path` which operation is open. */
class SpecView extends View {
  static properties = { spec: { state: true }, refusal: { state: true } };

  key() {
    return this.params.id;
  }

  get address() {
    return `/catalogue/specs/${encodeURIComponent(this.params.id)}`;
  }

  async load(signal) {
    this.refusal = null;
    this.spec = await get(`/specs/${encodeURIComponent(this.params.id)}`, {}, { signal });
    document.title = `${this.spec.title} · Ferrule`;
  }

  async remove() {
    const agreed = await confirmed(`Delete ‘${this.spec.title}’?`, `Its ${count(this.spec.operationCount, 'operation')} are found no more. Connectors that were made of it keep what they have.`, 'Delete it');
    if (!agreed) return;
    try {
      await del(`/specs/${encodeURIComponent(this.params.id)}`);
      toast('Deleted.');
      go('/catalogue');
    } catch (problem) {
      this.refusal = problem;
    }
  }

  get chosen() {
    const found = /^(\S+) (.+)$/s.exec(this.query.operation ?? '');
    return found ? { method: found[1], path: found[2] } : null;
  }

  content() {
    const { spec } = this;
    const tab = this.query.tab ?? '';
    return html`<div class="page catalogue spec">
      <p class="small"><a href="/catalogue">Catalogue</a></p>
      <div class="page-head">
        <div class="stack tight spec-head">
          <h1 dir="auto">${spec.title}</h1>
          <p class="row small">
            ${badge(`version ${spec.version || 'unnamed'}`)} ${badge(spec.format)} ${spec.current ? nothing : badge('a newer version is here', 'warn')}
            <bdi class="path">${spec.host ?? 'no address'}</bdi>
          </p>
        </div>
        <div class="row">
          <a class="button" href="/api/v1/specs/${spec.id}/document" download>Download</a>
          <button class="danger" @click=${this.remove}>Delete</button>
        </div>
      </div>
      ${this.refusal ? html`<div class="section">${problemNotice(this.refusal)}</div>` : nothing}
      <nav class="tabs catalogue-tabs" aria-label="Of this spec">
        ${TABS.map(([name, title]) => html`<a href=${name ? `${this.address}?tab=${name}` : this.address} aria-current=${name === tab ? 'page' : nothing}>${title}${name ? nothing : html` <span class="badge count">${number(spec.operationCount)}</span>`}</a>`)}
      </nav>
      ${this.tab(tab)}
    </div>`;
  }

  tab(tab) {
    const params = { id: this.params.id };
    if (tab === 'sign-in') return html`<fe-spec-auth .params=${params}></fe-spec-auth>`;
    if (tab === 'quality') return html`<fe-spec-quality .params=${params}></fe-spec-quality>`;
    if (tab === 'changes') return html`<fe-spec-changes .params=${{ ...params, since: this.query.since ?? '', severity: this.query.severity ?? '' }}></fe-spec-changes>`;
    if (tab === 'about') return html`<fe-spec-about .spec=${this.spec} @identity-changed=${() => this.reload()}></fe-spec-about>`;
    return html`<fe-spec-operations .params=${params} .operationCount=${this.spec.operationCount} .chosen=${this.chosen} .asked=${this.query.filter ?? ''}></fe-spec-operations>`;
  }
}

customElements.define('fe-spec', SpecView);
