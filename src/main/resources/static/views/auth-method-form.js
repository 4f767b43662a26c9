import { Element, html, nothing } from '../lib/element.js';
import { post } from '../lib/api.js';
import { problemNotice } from '../lib/widgets.js';

const KINDS = [
  ['api_key', 'API key'], ['bearer', 'Bearer token'], ['basic', 'User name and password (Basic)'], ['digest', 'User name and password (Digest)'],
  ['oauth2 authorization_code', 'OAuth 2.0, login in the browser'], ['oauth2 client_credentials', 'OAuth 2.0, client credentials'], ['oauth2 device_code', 'OAuth 2.0, login on another device'],
  ['openid_connect', 'OpenID Connect'], ['aws_sigv4', 'AWS Signature Version 4'], ['mutual_tls', 'Client certificate (mutual TLS)'], ['none', 'No authentication'],
];

const TEXT = {
  name: ['Name', 'X-Api-Key', 'Of the header, query parameter, cookie or variable of the address.', true],
  prefix: ['Word before the key', 'token', 'Only where the header wants one.', false],
  authorizationUrl: ['Address where people agree', 'https://login.example.com/authorize', '', true],
  tokenUrl: ['Address that gives out tokens', 'https://login.example.com/token', '', true],
  deviceAuthorizationUrl: ['Address that gives out codes', 'https://login.example.com/device', '', true],
  scopes: ['Scopes', 'orders:read orders:write', 'With spaces between.', false],
  openIdConnectUrl: ['Discovery address', 'https://login.example.com/.well-known/openid-configuration', '', true],
};

const FIELDS = {
  api_key: ['name', 'prefix'], openid_connect: ['openIdConnectUrl', 'scopes'],
  'oauth2 authorization_code': ['authorizationUrl', 'tokenUrl', 'scopes'], 'oauth2 client_credentials': ['tokenUrl', 'scopes'], 'oauth2 device_code': ['deviceAuthorizationUrl', 'tokenUrl', 'scopes'],
};

/** Adds an auth method of a usual kind to a connector; what is out of the ordinary is for the API. Tells `done`. */
class AuthMethodForm extends Element {
  static properties = { connectorId: { attribute: false }, kind: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.kind = 'api_key';
  }

  async submit(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const text = (name) => data.get(name)?.trim() || undefined;
    const [type, flow] = this.kind.split(' ');
    const device = text('deviceAuthorizationUrl');
    const body = {
      type, flow, in: text('in'), name: text('name'), prefix: text('prefix'), authorizationUrl: text('authorizationUrl'), tokenUrl: text('tokenUrl'), openIdConnectUrl: text('openIdConnectUrl'),
      scopes: text('scopes')?.split(/\s+/), oauth: device ? { deviceAuthorizationUrl: device } : undefined, recommended: data.get('recommended') === 'on',
    };
    this.busy = true;
    try {
      this.tell('done', await post(`/connectors/${encodeURIComponent(this.connectorId)}/auth-methods`, body));
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  render() {
    return html`<form @submit=${this.submit}>
      <div class="dialog-body stack">
        ${this.problem ? problemNotice(this.problem) : nothing}
        <div class="field"><label for="method-kind">Kind</label><select id="method-kind" autofocus @change=${(event) => { this.kind = event.target.value; this.problem = null; }}>${KINDS.map(([value, name]) => html`<option value=${value} ?selected=${value === this.kind}>${name}</option>`)}</select></div>
        ${this.kind === 'api_key' ? html`<div class="field"><label for="method-in">Where it goes</label><select id="method-in" name="in"><option value="header">header</option><option value="query">query parameter</option><option value="cookie">cookie</option><option value="path">part of the address</option></select></div>` : nothing}
        ${(FIELDS[this.kind] ?? []).map((name) => this.field(name))}
        <label class="row plain-label"><input type="checkbox" name="recommended" /> Recommended: integrations take it unless they choose another one</label>
        <p class="small muted">Signatures, sessions and other particulars can be given by the API: <code>POST /connectors/{id}/auth-methods</code>.</p>
      </div>
      <div class="dialog-foot"><button type="button" @click=${() => this.tell('cancel')}>Cancel</button><button class="primary" ?disabled=${this.busy}>Add</button></div>
    </form>`;
  }

  field(name) {
    const [label, example, hint, required] = TEXT[name];
    const wrong = this.problem?.errors?.find((error) => error.pointer === `/${name}` || error.pointer === `/oauth/${name}`)?.message;
    return html`<div class="field"><label for="method-${name}">${label}</label>
      <input id="method-${name}" name=${name} class="mono" ?required=${required} autocomplete="off" spellcheck="false" placeholder=${example} aria-describedby="method-${name}-hint" aria-invalid=${wrong ? 'true' : nothing} />
      <span class="hint" id="method-${name}-hint">${hint}${wrong ? html` <span class="wrong">${wrong}</span>` : nothing}</span></div>`;
  }
}

customElements.define('fe-auth-method-form', AuthMethodForm);
