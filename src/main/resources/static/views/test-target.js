import { Element, html, nothing } from '../lib/element.js';
import { all, post } from '../lib/api.js';

/** States of a template whose calls go out as they are. */
const GOES = new Set(['connected', 'bypassed', 'failing']);

/** The mock's memory of each integration, for as long as the page is open. */
const sessions = new Map();

/** Where a test goes, and as whom. Tells `target` with that part of the request. */
class TestTarget extends Element {
  static properties = {
    entry: { attribute: false },
    inputs: { attribute: false },
    value: { attribute: false },
    connections: { state: true },
    endUsers: { state: true },
    problem: { state: true },
  };

  choose(target) {
    const { pages } = this.value;
    this.put({ target, ...(pages ? { pages } : {}) });
    if (target === 'live') this.look();
  }

  put(value) {
    this.tell('target', value);
  }

  /** Asks only when somebody wants to go live. */
  async look() {
    if (this.connections || !this.entry.connector) return;
    const { connector, template } = this.entry;
    try {
      this.connections = await all(`/connectors/${encodeURIComponent(connector.id)}/connections`, {}, 200);
      if (template.embedded) await this.lookForEndUsers(template);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async lookForEndUsers(template) {
    const active = new Set((await all(`/integrations/${encodeURIComponent(template.integrationId)}/activations`, {}, 200)).map(({ endUserId }) => endUserId));
    this.endUsers = (await all('/end-users', {}, 1000)).filter(({ id }) => active.has(id));
  }

  render() {
    const live = this.value.target === 'live';
    return html`<fieldset class="test-target stack tight">
      <legend class="unseen">Where the test goes</legend>
      <div class="row">
        <div class="choices" role="radiogroup" aria-label="Where the test goes">
          ${this.radio('mock', 'Mock', !live)} ${this.radio('live', 'Live system', live)}
        </div>
        ${this.pages()}
      </div>
      ${live ? this.way() : this.atTheMock()}
    </fieldset>`;
  }

  radio(value, text, checked) {
    return html`<label class="choice-of"><input type="radio" name="test-target" value=${value} .checked=${checked} @change=${() => this.choose(value)} /><span>${text}</span></label>`;
  }

  atTheMock() {
    return html`<p class="small muted">The mock answers as the spec says. It needs no account, and nothing leaves this machine.</p>
      <label class="remember small"><input type="checkbox" .checked=${Boolean(this.value.mockSession)} @change=${this.remember} /> Find again what earlier tests have made there</label>
      ${this.problem ? html`<p class="wrong small">${this.problem.detail} <code>${this.problem.code}</code></p>` : nothing}`;
  }

  async remember(event) {
    const id = this.entry.template.integrationId;
    if (!event.target.checked) {
      // One that has ended would else be asked for again.
      sessions.delete(id);
      this.put({ ...this.value, mockSession: undefined });
      return;
    }
    try {
      if (!sessions.has(id)) sessions.set(id, (await post('/mock-sessions', {})).id);
      this.problem = null;
      this.put({ ...this.value, mockSession: sessions.get(id) });
    } catch (problem) {
      this.problem = problem;
      event.target.checked = false;
    }
  }

  way() {
    const { template, connection, state } = this.entry;
    if (this.problem) return html`<p class="wrong small">${this.problem.detail} <code>${this.problem.code}</code></p>`;
    if (template.embedded) return this.asEndUser();
    const own = template.bypassed ? 'without a connection (bypassed)' : connection ? `${connection.name} (of this integration)` : 'no connection yet';
    const others = (this.connections ?? []).filter(({ id }) => id !== connection?.id);
    return html`<div class="field">
        <label for="test-connection">Connection</label>
        <select id="test-connection" @change=${(event) => this.put({ ...this.value, connectionId: event.target.value || undefined })}>
          <option value="" ?selected=${!this.value.connectionId}>${own}</option>
          ${others.map(({ id, name }) => html`<option value=${id} ?selected=${this.value.connectionId === id}>${name}</option>`)}
        </select>
      </div>
      ${!GOES.has(state) && !this.value.connectionId ? html`<p class="small"><a href=${this.address()}>Connect ${this.entry.connector?.name ?? template.name}</a> first, or use the mock.</p>` : nothing}
      ${this.inputs.writes ? html`<p class="small muted">${template.writes === 'forbidden' ? 'This template forbids what writes.' : 'It writes: you see the very request, and say yes, before it goes.'}</p>` : nothing}`;
  }

  address() {
    return `/integrations/${encodeURIComponent(this.entry.template.integrationId)}/connect/${encodeURIComponent(this.entry.template.id)}`;
  }

  asEndUser() {
    if (!this.endUsers) return html`<p class="small muted" role="status">Asking for the end users…</p>`;
    if (!this.endUsers.length) return html`<p class="small">No end user has this integration switched on, so there is nobody to call as. The mock works without.</p>`;
    return html`<div class="field">
      <label for="test-end-user">As which end user</label>
      <select id="test-end-user" @change=${(event) => this.put({ ...this.value, endUserId: event.target.value || undefined })}>
        <option value="">Choose …</option>
        ${this.endUsers.map(({ id, name, externalId }) => html`<option value=${id} ?selected=${this.value.endUserId === id}>${name ? `${name} (${externalId})` : externalId}</option>`)}
      </select>
    </div>`;
  }

  pages() {
    if (!this.inputs.conventions?.pagination || this.inputs.writes) return nothing;
    return html`<label class="row small pages-of">Pages
      <input type="number" min="1" max="20" .value=${String(this.value.pages ?? 1)} @change=${(event) => this.put({ ...this.value, pages: Number(event.target.value) > 1 ? Math.min(20, Number(event.target.value)) : undefined })} />
    </label>`;
  }
}

customElements.define('fe-test-target', TestTarget);
