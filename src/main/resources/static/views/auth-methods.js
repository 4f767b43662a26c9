import { Element, html, nothing, repeat } from '../lib/element.js';
import { badge, evidence } from '../lib/widgets.js';
import { percent } from '../lib/format.js';
import { outward } from '../lib/links.js';
import { methodName } from './connect-words.js';

/**
 * How a system can be authenticated with, and what says so. Tells `choose` and `connect` with the method; outside an
 * integration (`only` is 'connect') `connect` and `remove`. Where the connector's draft is shown (`editable`) `edit`, too, with
 * null for one more.
 */
class AuthMethods extends Element {
  static properties = { methods: { attribute: false }, chosenId: { attribute: false }, connectorId: { attribute: false }, only: { attribute: false }, editable: { attribute: false } };

  render() {
    const sorted = this.methods.toSorted((a, b) => (b.id === this.chosenId) - (a.id === this.chosenId) || b.recommended - a.recommended || b.confidence - a.confidence);
    return html`<section class="stack" aria-label="Auth methods"><div class="row apart"><h3>Auth methods</h3>${this.editable ? html`<button type="button" class="small" @click=${() => this.tell('edit', null)}>Add an auth method</button>` : nothing}</div>
      ${sorted.length ? html`<ul class="plain rows">${repeat(sorted, (one) => one.id, (one) => this.line(one))}</ul>` : html`<p class="muted small">None is known.</p>`}
    </section>`;
  }

  line(one) {
    const chosen = one.id === this.chosenId;
    const more = one.evidence?.length || one.notes?.length || one.scopes?.length || one.authorizationUrl || one.tokenUrl || one.openIdConnectUrl;
    return html`<li class="rows-item ${chosen ? 'used' : ''}">
      <div class="stack tight grow">
        <div class="row"><bdi class="strong">${methodName(one)}</bdi>${chosen ? badge('chosen', 'accent') : nothing}${one.recommended ? badge('recommended', 'good') : nothing}
          ${one.confidence < 0.8 ? badge(`${percent(one.confidence)} sure`, 'warn') : nothing}</div>
        ${more ? html`<details class="small"><summary>Why, and what it asks for</summary><div class="stack tight">${this.details(one)}</div></details>` : nothing}
      </div>
      <div class="row rows-acts">
        ${chosen || this.only ? nothing : html`<button type="button" class="small" aria-label="Choose ${methodName(one)}" @click=${() => this.tell('choose', one)}>Choose</button>`}
        ${one.type === 'none' ? nothing : html`<button type="button" class="small" aria-label="Connect by ${methodName(one)}" @click=${() => this.tell('connect', one)}>Connect</button>`}
        ${this.editable ? html`<button type="button" class="small quiet" aria-label="Edit ${methodName(one)}" @click=${() => this.tell('edit', one)}>Edit</button>` : nothing}
        ${this.only ? html`<button type="button" class="small quiet" aria-label="Delete ${methodName(one)}" @click=${() => this.tell('remove', one)}>Delete</button>` : nothing}
      </div>
    </li>`;
  }

  details(one) {
    return html`
      ${one.scopes?.length ? html`<p>Scopes that its endpoints need: ${one.scopes.map((scope) => html`<code class="scope-name">${scope}</code> `)}</p>` : nothing}
      ${[['Login at', one.authorizationUrl], ['Tokens from', one.tokenUrl], ['OpenID Connect', one.openIdConnectUrl]].map(([text, url]) => (url ? html`<p>${text} ${outward(url)}</p>` : nothing))}
      ${one.together?.length ? html`<p>Goes together with ${one.together.map((id) => html`<code class="scope-name">${id}</code> `)}</p>` : nothing}
      ${one.notes?.map((note) => html`<p dir="auto">${note}</p>`)}
      ${evidence(one.evidence)}`;
  }
}

customElements.define('fe-auth-methods', AuthMethods);
