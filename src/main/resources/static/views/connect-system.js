import { View, html, nothing } from '../lib/element.js';
import { del, get, patch, post, put } from '../lib/api.js';
import { badge, problemNotice, toast } from '../lib/widgets.js';
import { ago, when } from '../lib/format.js';
import { go } from '../lib/router.js';
import { confirmed, openDialog } from '../lib/dialog.js';
import { partOrNotice } from '../lib/part.js';
import { variableNames } from './base-url.js';
import { connectAddress, methodName, outcomeOf, reasonOf, stateBadge } from './connect-words.js';
import './auth-methods.js';
import './connections.js';
import './connect-endpoints.js';
import './fold.js';

/** From here on a method is told as what the system wants, below as a guess. */
const SURE = 0.8;

/**
 * One connector as an integration uses it (its template): how it connects, where it calls, what it may call. Tells
 * `connect-changed` after each change.
 */
class ConnectSystem extends View {
  static properties = { integration: { attribute: false }, entry: { attribute: false }, template: { state: true }, failure: { state: true }, busy: { state: true } };

  key() {
    return this.entry.template.id;
  }

  get path() {
    return `/integrations/${encodeURIComponent(this.integration.id)}/templates/${encodeURIComponent(this.entry.template.id)}`;
  }

  async load(signal) {
    if (this.template?.id !== this.entry.template.id) this.failure = null;
    // All of it is known but its version, which only an update needs.
    this.template = this.entry.template;
    this.template = await get(this.path, {}, { signal });
  }

  render() {
    return this.problem ? super.render() : this.content();
  }

  /** Somebody else, or a plan, has changed it: what an update is meant for must be what is shown. */
  updated(changed) {
    if (changed.has('entry') && this.template && this.entry.template.updatedAt > this.template.updatedAt && !this.busy) this.reload();
  }

  /** Does something, shows the problem if there is one, and has everything that shows it told. */
  async act(action, said) {
    this.busy = true;
    this.failure = null;
    try {
      await action();
      this.template = await get(this.path);
      this.tell('connect-changed');
      if (said) toast(said);
      return true;
    } catch (problem) {
      this.failure = problem;
      if (problem.status === 412) this.tell('connect-changed'); // What is shown is not what is there.
      return false;
    } finally {
      this.busy = false;
    }
  }

  change(values, said) {
    return this.act(() => patch(this.path, values, { ifMatch: this.template.etag }), said);
  }

  /** What was connected by another auth method than the chosen one chooses that one, too. */
  async use({ id, name, authMethod }, said) {
    if (!(await this.link({ connectionId: id }, said ? `"${name}" is used now.` : ''))) return;
    const known = this.entry.authMethods.some((one) => one.id === authMethod?.id);
    if (known && authMethod.id !== this.template.authMethodId) await this.change({ authMethodId: authMethod.id });
  }

  link(values, said) {
    return this.act(() => put(`${this.path}/connection`, values, { ifMatch: this.template.etag }), said);
  }

  async connectNow(methodId, connection = null) {
    if (!(await partOrNotice(() => import('./connection-form.js')))) return;
    const form = document.createElement('fe-connection-form');
    Object.assign(form, {
      connectorId: this.entry.template.connectorId,
      systemName: this.entry.connector?.name ?? this.entry.template.name,
      baseUrl: this.entry.baseUrl,
      endpoints: this.entry.endpoints,
      endpointIds: this.entry.endpoints.map((one) => one.id),
      methods: this.entry.authMethods,
      methodId: methodId ?? this.entry.authMethod?.id ?? null,
      again: connection,
      use: (made) => this.use(made),
    });
    const made = await openDialog(connection ? `Connect "${connection.name}" anew` : `Connect ${form.systemName}`, form);
    this.querySelector('fe-connections')?.reload();
    if (made) await this.act(async () => {});
    else this.tell('connect-changed');
  }

  /** Of the connector's draft: what a pinned revision lacks makes the template follow that. */
  async editMethod(method) {
    const { connectorId, connectorRevision } = this.template;
    const loaded = await partOrNotice(() => import('./auth-method-form.js'));
    if (!loaded) return;
    const { editAuthMethod } = loaded;
    const note = connectorRevision ? `This integration is pinned to revision ${connectorRevision} of the connector. With this change it follows the draft, until it is pinned again.` : '';
    const saved = await editAuthMethod(connectorId, this.entry.authMethods, method, note);
    if (!saved) return;
    const values = { ...(connectorRevision ? { connectorRevision: null } : {}), ...(this.entry.authMethod ? {} : { authMethodId: saved.id }) };
    const said = method ? 'The auth method is saved.' : 'The auth method is added.';
    if (Object.keys(values).length) await this.change(values, said);
    else await this.act(async () => {}, said);
  }

  async askSystem() {
    if (!(await partOrNotice(() => import('./auth-probe.js')))) return;
    const probe = document.createElement('fe-auth-probe');
    Object.assign(probe, { connectorId: this.entry.template.connectorId, baseUrl: this.entry.baseUrl, endpoints: this.entry.endpoints });
    if (await openDialog(`Ask ${this.entry.connector.name} how it wants to be authenticated`, probe)) this.tell('connect-changed');
  }

  /** The connection as its auth method is now, where that takes no person. */
  upgrade(connection) {
    return this.act(() => post(`/connections/${encodeURIComponent(connection.id)}/upgrade`), 'The connection is up to date.');
  }

  content() {
    const { entry, template } = this;
    const system = entry.connector;
    return html`<div class="stack loose connect-system" aria-busy=${this.busy ? 'true' : 'false'}>
      <header class="row apart top">
        <div class="stack tight">
          <h2><bdi>${template.name}</bdi></h2>
          <p class="small muted">${system ? html`<a href="/connectors/${system.id}">Connector <bdi>${system.name}</bdi></a>${system.domain ? html` · <bdi>${system.domain}</bdi>` : nothing}` : 'Its connector is gone.'}
            · ${template.connectorRevision ? `revision ${template.connectorRevision}` : 'follows the draft'}</p>
        </div>
        ${stateBadge(entry.state)}
      </header>
      ${this.failure ? problemNotice(this.failure) : nothing}
      ${this.failure?.status === 412 ? html`<p class="small">It is shown as it is now. Repeat what you wanted if it still fits.</p>` : nothing}
      ${system ? this.standing() : this.gone()}
      ${system ? this.parts() : nothing}
    </div>`;
  }

  gone() {
    return html`<div class="notice bad"><div class="grow stack"><strong>The connector of this template has been deleted.</strong>
      <p>Its endpoints cannot be called any more. Take it out of the integration, or plan it anew.</p></div>
      <button type="button" class="danger small" @click=${this.takeOut}>Take out</button></div>`;
  }

  /** How it stands, and what to do about that. */
  standing() {
    const { entry } = this;
    const { connection, authMethod } = entry;
    const bypass = html`<button type="button" class="link small" @click=${() => this.link({ bypass: true }, 'Calls go without authentication now.')}>Go without (bypass)</button>`;
    const embed = html`<button type="button" class="link small" @click=${() => this.change({ embedded: true }, 'Every end user connects now.')}>Let end users connect (embedded)</button>`;
    switch (entry.state) {
      case 'embedded':
        return html`<section class="standing accent stack" aria-label="State"><h3>Every end user connects</h3>
          <p>Calls go with the credentials of the end user that they are made for${authMethod ? html`, by <strong>${methodName(authMethod)}</strong>` : nothing}.
            ${entry.endUsers ? html`<strong>${entry.endUsers.connected}</strong> connected${entry.endUsers.needAttention ? html`, <strong>${entry.endUsers.needAttention}</strong> need attention` : nothing}.` : nothing}</p>
          <div class="row"><button type="button" @click=${() => this.change({ embedded: false }, 'The organisation connects again.')}>Connect for everybody instead</button></div></section>`;
      case 'bypassed':
        return html`<section class="standing info stack" aria-label="State"><h3>Calls go without authentication</h3>
          <p>${connection ? html`The connection <bdi class="strong">${connection.name}</bdi> is kept, but not used.` : 'No credentials are sent to the system.'}</p>
          <div class="row">${connection ? html`<button type="button" class="primary" @click=${() => this.link({ bypass: false }, 'The connection is used again.')}>Use the connection again</button>` : html`<button type="button" class="primary" @click=${() => this.connectNow()}>Connect</button>`} ${embed}</div></section>`;
      case 'needs_auth_method':
        return html`<section class="standing warn stack" aria-label="State"><h3>How does this system want to be authenticated?</h3>
          <p>${entry.authMethods.length ? 'Choose one of the auth methods below, or ask the system.' : 'Nothing says so. Ask the system, or add the auth method that its documentation names.'}</p>
          <div class="row">${entry.baseUrl ? html`<button type="button" class="primary" @click=${this.askSystem}>Ask the system</button>` : nothing}
            ${entry.authMethods.length ? nothing : html`<button type="button" @click=${() => this.editMethod(null)}>Add an auth method</button>`} ${bypass}</div></section>`;
      case 'needs_connection':
        return html`<section class="standing warn stack" aria-label="State"><h3>No connection yet</h3>
          <p>${authMethod ? this.wanted(authMethod) : 'Choose an auth method first.'}</p>
          <div class="row"><button type="button" class="primary" @click=${() => this.connectNow()}>Connect</button>
            ${authMethod?.confidence < SURE && entry.baseUrl ? html`<button type="button" class="small" @click=${this.askSystem}>Ask the system</button>` : nothing} ${bypass} ${embed}</div></section>`;
      default:
        return this.connected(connection, bypass, embed);
    }
  }

  wanted(method) {
    if (method.confidence < SURE) return html`Its description does not say how it wants to be authenticated. Most likely: <strong>${methodName(method)}</strong>. Its documentation, or the system itself, knows better.`;
    return html`It wants: <strong>${methodName(method)}</strong>. Give credentials once; any integration can use them then.`;
  }

  connected(connection, bypass, embed) {
    const { state } = this.entry;
    const bad = state !== 'connected';
    const again = () => this.connectNow(connection.authMethodId, connection);
    return html`<section class="standing ${bad ? 'bad' : 'good'} stack" aria-label="State">
      <h3>${{ failing: 'The last check failed', needs_reconnect: 'The system takes the credentials no more' }[state] ?? 'Connected'}: <bdi>${connection.name}</bdi></h3>
      <p>${connection.baseUrl ? html`<bdi class="path">${connection.baseUrl}</bdi> · ` : nothing}${connection.checkedAt ? html`checked <span title=${when(connection.checkedAt)}>${ago(connection.checkedAt)}</span>` : 'not checked yet'}
        ${bad && connection.statusReason ? html`<br /><strong>Why:</strong> ${reasonOf(connection.statusReason)}.` : nothing}
        ${!bad && connection.expiresAt ? html` · token until ${when(connection.expiresAt)}, renewed by itself` : nothing}</p>
      ${connection.missingScopes?.length ? html`<p class="small">Not granted: ${connection.missingScopes.map((one) => html`<span>${badge(one.scopes.join(', '), 'warn')} for <bdi class="path">${this.endpointName(one.endpointId)}</bdi> </span>`)}
        <button type="button" class="small" @click=${again}>Log in again to ask for ${connection.missingScopes.length === 1 ? 'it' : 'them'}</button></p>` : nothing}
      ${bad ? nothing : this.edited(connection, again)}
      <div class="row">
        ${state === 'failing' ? html`<button type="button" class="primary small" @click=${() => this.check(connection)}>Check again</button>` : nothing}
        ${bad ? html`<button type="button" class="${state === 'failing' ? '' : 'primary'} small" @click=${again}>Connect anew</button>` : nothing}
        <button type="button" class="small" @click=${() => this.connectNow()}>Add another connection</button> ${bypass} ${embed}
      </div></section>`;
  }

  /** What an edit of the auth method since the connection was made means for it. It works on as it was until then. */
  edited(connection, again) {
    const change = connection.authMethodChange;
    if (!change || change === 'none') return nothing;
    if (change === 'removed') return html`<p class="small">Its auth method is no longer there. It works on for now: connect by another one.</p>`;
    const alone = ['compatible', 'needs_refresh'].includes(change);
    return html`<p class="small">The auth method was edited since. The connection works on as it was; ${alone ? 'it can go along by itself.' : 'to go along, somebody has to connect it anew.'}
      <button type="button" class="small" @click=${alone ? () => this.upgrade(connection) : again}>${alone ? 'Bring it up to date' : 'Connect anew'}</button></p>`;
  }

  check(connection) {
    return this.act(async () => {
      const [text] = outcomeOf(await post(`/connections/${encodeURIComponent(connection.id)}/check`));
      toast(`${connection.name}: ${text}.`);
    });
  }

  endpointName(id) {
    const one = this.entry.endpoints.find((endpoint) => endpoint.id === id);
    return one ? `${one.method} ${one.path}` : id;
  }

  /** Where calls go: what a connection fills in is marked. */
  base() {
    // A connection in use says it itself.
    if (this.entry.connection?.baseUrl && this.entry.state !== 'bypassed') return nothing;
    const url = this.entry.connection?.baseUrl ?? this.entry.baseUrl;
    if (!url) return html`<p class="small muted">No base URL is known: each connection gives its own.</p>`;
    const names = variableNames(url);
    return html`<p class="small base-url">Calls go to <bdi class="path">${url.split(/(\{[^{}]{1,100}\})/).map((part) => (names.includes(part.slice(1, -1)) ? html`<mark>${part}</mark>` : part))}</bdi>${names.length ? html` <span class="muted">What is marked is asked for when one connects.</span>` : nothing}</p>`;
  }

  parts() {
    const { entry } = this;
    if (entry.state === 'embedded') this.embedding ??= partOrNotice(() => import('./embedded.js')).then((there) => there ?? (this.embedding = null));
    return html`
      ${this.base()}
      ${entry.state === 'embedded' ? html`<fe-embedded .integration=${this.integration} .entry=${entry}></fe-embedded>` : nothing}
      <fe-connections .connectorId=${entry.template.connectorId} .usedId=${entry.connection?.id ?? null} .canUse=${entry.state !== 'embedded'} .changed=${entry.connection?.checkedAt ?? entry.state}
        @use=${(event) => this.use(event.detail, true)}
        @again=${(event) => this.connectNow(event.detail.authMethod.id, event.detail)}></fe-connections>
      <fe-auth-methods .methods=${entry.authMethods} .chosenId=${entry.authMethod?.id ?? null} .connectorId=${entry.template.connectorId}
        .editable=${true} @edit=${(event) => this.editMethod(event.detail)}
        @choose=${(event) => this.change({ authMethodId: event.detail.id }, 'Another auth method is chosen.')}
        @connect=${(event) => this.connectNow(event.detail.id)}></fe-auth-methods>
      <fe-connect-endpoints .integration=${this.integration} .entry=${entry} .template=${this.template} .change=${(values, said) => this.change(values, said)}></fe-connect-endpoints>
      <div>${this.folds()}</div>`;
  }

  folds() {
    const { entry, template } = this;
    const connectorId = template.connectorId;
    const change = (values, said) => this.change(values, said);
    const pin = (number) => change({ connectorRevision: number }, number ? `Pinned to revision ${number}.` : 'Follows the draft now.');
    return html`
      <fe-fold .name=${'Revisions'} .load=${() => import('./revisions.js')} .content=${() => html`<fe-revisions .connectorId=${connectorId} .pinned=${this.template.connectorRevision} .pin=${pin}></fe-revisions>`}></fe-fold>
      <fe-fold .name=${'Used by'} .load=${() => import('./connector-uses.js')} .content=${() => html`<fe-connector-uses .connectorId=${connectorId}></fe-connector-uses>`}></fe-fold>
      <fe-fold .name=${'Settings'} .load=${() => import('./template-settings.js')} .content=${() => html`<fe-template-settings .template=${this.template} .connectorUrl=${entry.baseUrl} .problem=${this.failure} .change=${change}></fe-template-settings>
        <p><button type="button" class="small danger" @click=${this.takeOut}>Take out of the integration</button></p>`}></fe-fold>`;
  }

  async takeOut() {
    if (!(await confirmed('Take out of the integration', `"${this.template.name}" leaves this integration, with what end users gave for it. The connector and its connections stay.`, 'Take out'))) return;
    try {
      await del(this.path, { ifMatch: this.template.etag });
    } catch (problem) {
      this.failure = problem;
      return;
    }
    this.tell('connect-changed');
    go(connectAddress(this.integration.id));
  }
}

customElements.define('fe-connect-system', ConnectSystem);
