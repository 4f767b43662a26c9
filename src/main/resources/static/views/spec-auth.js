import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { outward } from '../lib/links.js';
import { percent } from '../lib/format.js';
import { badge, empty, evidence } from '../lib/widgets.js';
import { Part } from './part.js';

const NAMES = { api_key: 'API key', bearer: 'Bearer token', basic: 'Name and password', oauth2: 'OAuth 2', oauth1: 'OAuth 1', hmac: 'Signature by a shared key', session: 'Session after a login', aws_sigv4: 'AWS signature', none: 'No sign-in', digest: 'Digest', mtls: 'Client certificate' };

/** How a spec wants callers to sign in, with what says so. `params` is {id}. */
class SpecAuth extends Part {
  static properties = { methods: { state: true } };

  get meanwhile() {
    return 'Reading what the spec says about signing in';
  }

  async load(signal) {
    this.methods = (await get(`/specs/${encodeURIComponent(this.params.id)}/auth-methods`, {}, { signal })).items;
  }

  content() {
    if (!this.methods.length) return empty('Nothing is said about signing in', 'Calls may need none, or the document leaves it out.');
    return html`<div class="grid">${this.methods.map((method) => this.method(method))}</div>`;
  }

  method(one) {
    const facts = [
      ['Sent as', one.name && html`<code>${one.name}</code> in ${one.in ?? 'the request'}${one.prefix ? html`, after <code>${one.prefix}</code>` : nothing}`],
      ['Login page', one.authorizationUrl && outward(one.authorizationUrl)],
      ['Tokens from', one.tokenUrl && outward(one.tokenUrl)],
      ['Discovery', one.openIdConnectUrl && outward(one.openIdConnectUrl)],
      ['Scopes', one.scopes.length ? html`${one.scopes.slice(0, 30).map((scope) => html`<code class="scope">${scope}</code> `)}${one.scopes.length > 30 ? `and ${one.scopes.length - 30} others` : nothing}` : null],
      ['Together with', one.together.length ? one.together.join(', ') : null],
    ].filter(([, said]) => said);
    return html`<section class="card stack" aria-label=${NAMES[one.type] ?? one.type}>
      <header class="row apart">
        <h2>${NAMES[one.type] ?? one.type}${one.flow ? html` <span class="muted small">${one.flow.replaceAll('_', ' ')}</span>` : nothing}</h2>
        <span class="row">${one.recommended ? badge('recommended', 'good') : nothing}${badge(`${percent(one.confidence)} sure`, one.confidence >= 0.8 ? 'good' : one.confidence >= 0.5 ? 'info' : 'warn')}</span>
      </header>
      ${facts.length ? html`<dl class="fields">${facts.map(([name, said]) => html`<dt>${name}</dt><dd>${said}</dd>`)}</dl>` : nothing}
      ${one.notes.map((note) => html`<p class="small">${note}</p>`)}
      ${one.evidence.length ? html`<details><summary class="small">What says so</summary><div class="stack">${evidence(one.evidence)}</div></details>` : nothing}
    </section>`;
  }
}

customElements.define('fe-spec-auth', SpecAuth);
