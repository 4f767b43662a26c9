import { Element, html, live, nothing, repeat } from '../lib/element.js';
import { badge } from '../lib/widgets.js';
import { count } from '../lib/format.js';

const MOST = 60;

/** What a login has `asked` for and what came of it: servers may grant less, and people may untick some. */
export function granted({ grantedScopes }, asked) {
  if (!asked || !grantedScopes) return nothing;
  const refused = asked.filter((scope) => !grantedScopes.includes(scope));
  const names = (scopes) => scopes.map((scope) => html`<code class="scope-name">${scope}</code> `);
  return html`<p class="small">Granted: ${grantedScopes.length ? names(grantedScopes) : 'nothing'}</p>
    ${refused.length ? html`<p class="small notice warn"><span>Asked for, but not granted: ${names(refused)}</span></p>` : nothing}`;
}

/**
 * What a login asks for: the least that is needed is chosen, with what each scope is needed for; others can be added. `scopes`
 * is what the service knows of them, `endpointIds` are those that matter here (none: all), `had` what was granted before.
 */
class LoginScopes extends Element {
  static properties = { scopes: { attribute: false }, endpointIds: { attribute: false }, had: { attribute: false }, chosen: { state: true }, own: { state: true }, q: { state: true } };

  constructor() {
    super();
    Object.assign(this, { endpointIds: [], had: [], own: [], q: '' });
  }

  willUpdate(changed) {
    if (changed.has('scopes') || changed.has('endpointIds') || changed.has('had')) {
      this.own = this.had.filter((one) => !this.scopes.some(({ scope }) => scope === one));
      this.chosen = new Set([...this.scopes.filter((one) => this.isLeast(one)).map(({ scope }) => scope), ...this.had]);
    }
  }

  /** Endpoints here that need it. */
  needs(one) {
    return this.endpointIds.length ? one.neededBy.filter(({ endpointId }) => this.endpointIds.includes(endpointId)) : one.neededBy;
  }

  /** Needed here, or asked for by the auth method for another reason than an endpoint, such as to stay logged in. */
  isLeast(one) {
    return this.needs(one).length > 0 || (one.asked && !one.neededBy.length);
  }

  /** As a login takes them; undefined where nobody knows any, so that those of the auth method hold. */
  get value() {
    return this.scopes.length || this.own.length ? [...this.chosen] : undefined;
  }

  turn(scope, on) {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(scope);
    else chosen.delete(scope);
    this.chosen = chosen;
  }

  add(event) {
    const field = event.currentTarget.closest('.row').querySelector('input');
    const names = field.value.split(/\s+/).filter(Boolean);
    this.own = [...new Set([...this.own, ...names.filter((name) => !this.scopes.some(({ scope }) => scope === name))])];
    this.chosen = new Set([...this.chosen, ...names]);
    field.value = '';
    field.focus();
  }

  render() {
    const least = this.scopes.filter((one) => this.isLeast(one));
    const rest = this.scopes.filter((one) => !this.isLeast(one));
    const missing = least.filter(({ scope }) => !this.chosen.has(scope));
    return html`<fieldset class="stack"><legend>What the login asks for</legend>
      ${least.length || this.own.length
        ? html`<ul class="plain stack tight">${repeat(least, ({ scope }) => scope, (one) => this.line(one))}${this.own.map((scope) => this.line({ scope, asked: false, neededBy: [] }))}</ul>`
        : html`<p class="small muted">${this.scopes.length ? 'No endpoint here needs a scope.' : 'No scopes are known: the system decides what it grants.'}</p>`}
      ${missing.length ? html`<p class="small wrong" role="status">Without ${missing.map(({ scope }) => scope).join(', ')} some endpoints will be refused.</p>` : nothing}
      <details class="small"><summary>${rest.length ? `Further scopes (${rest.length})` : 'Another scope'}</summary><div class="stack">${this.further(rest)}</div></details>
    </fieldset>`;
  }

  line(one) {
    const needs = this.needs(one);
    return html`<li><label class="tick"><input type="checkbox" .checked=${live(this.chosen.has(one.scope))} @change=${(event) => this.turn(one.scope, event.target.checked)} />
      <span class="stack tight"><span class="row"><code>${one.scope}</code>${this.had.includes(one.scope) ? badge('granted before', 'good') : nothing}</span>
        ${one.description ? html`<span class="small" dir="auto">${one.description}</span>` : nothing}
        ${needs.length ? html`<span class="small muted">Needed for ${needs.slice(0, 3).map((need, at) => html`${at ? ', ' : ''}<bdi class="path">${need.method} ${need.path}</bdi>`)}${needs.length > 3 ? ` and ${count(needs.length - 3, 'more endpoint')}` : nothing}</span>` : one.asked ? html`<span class="small muted">The auth method asks for it.</span>` : nothing}</span></label></li>`;
  }

  further(rest) {
    const q = this.q.trim().toLowerCase();
    const found = q ? rest.filter((one) => `${one.scope} ${one.description ?? ''}`.toLowerCase().includes(q)) : rest;
    return html`${rest.length > 12 ? html`<input type="search" aria-label="Find a scope" placeholder="Find a scope" .value=${this.q} @input=${(event) => (this.q = event.target.value)} />` : nothing}
      ${found.length ? html`<ul class="plain stack tight pick" tabindex="0" aria-label="Further scopes">${repeat(found.slice(0, MOST), ({ scope }) => scope, (one) => this.line(one))}</ul>` : nothing}
      ${found.length > MOST ? html`<p class="muted">${found.length - MOST} more: search for them.</p>` : nothing}
      <div class="row nowrap"><input class="mono" aria-label="A scope that is not listed" placeholder="A scope that is not listed" autocomplete="off" spellcheck="false" @keydown=${(event) => { if (event.key === 'Enter') { event.preventDefault(); this.add(event); } }} /><button type="button" class="small" @click=${this.add}>Add</button></div>`;
  }
}

customElements.define('fe-login-scopes', LoginScopes);
