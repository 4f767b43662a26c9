import { View, html, nothing, repeat } from '../lib/element.js';
import { all, del, get, patch, post } from '../lib/api.js';
import { badge, problemNotice, toast, waiting } from '../lib/widgets.js';
import { ago, duration, when } from '../lib/format.js';
import { confirmed } from '../lib/dialog.js';
import { methodName, outcomeOf, statusBadge } from './connect-words.js';

/** The connections of a connector. Tells `use` {id, name}, `again` (the connection) and `connect-changed`. */
class Connections extends View {
  static properties = {
    connectorId: { attribute: false },
    usedId: { attribute: false },
    canUse: { attribute: false },
    changed: { attribute: false },
    items: { state: true },
    working: { state: true },
    failure: { state: true },
    editing: { state: true },
  };

  key() {
    return this.connectorId;
  }

  /** What changed elsewhere comes in without a moment of nothing: whoever is in the list stays there. */
  updated(changed) {
    if (this.items && (changed.get('usedId') !== undefined || changed.get('changed') !== undefined)) this.reload();
  }

  async load(signal) {
    const path = `/connectors/${encodeURIComponent(this.connectorId)}`;
    const [items, uses] = await Promise.all([all(`${path}/connections`, {}, 200, { signal }), all(`${path}/templates`, {}, 500, { signal })]);
    this.users = Map.groupBy(uses, ({ template }) => template.connectionId);
    this.items = items;
  }

  async act(id, action) {
    if (this.working) return undefined;
    this.working = id;
    this.failure = null;
    try {
      return await action();
    } catch (problem) {
      this.failure = { id, problem };
      return undefined;
    } finally {
      this.working = null;
    }
  }

  check(one) {
    return this.act(one.id, async () => {
      const found = await post(`/connections/${one.id}/check`);
      const [text, tone] = outcomeOf(found);
      toast(`${one.name}: ${text}.`, tone === 'bad' ? 'bad' : '');
      await this.reload();
      this.tell('connect-changed');
    });
  }

  save(event, one) {
    event.preventDefault();
    const data = new FormData(event.target);
    const baseUrl = data.get('baseUrl').trim();
    const changes = { name: data.get('name').trim(), ...(baseUrl && baseUrl !== one.baseUrl ? { baseUrl } : {}) };
    return this.act(one.id, async () => {
      const now = await get(`/connections/${one.id}`);
      if (!(await this.patched(one, changes, now.etag))) return;
      this.editing = null;
      await this.reload();
      this.tell('connect-changed');
    });
  }

  /** Credentials go to another host only when somebody says so. */
  async patched(one, changes, ifMatch) {
    const path = `/connections/${one.id}`;
    try {
      await patch(path, changes, { ifMatch });
    } catch (problem) {
      if (problem.code !== 'host-not-confirmed') throw problem;
      const host = new URL(changes.baseUrl).hostname;
      if (!(await confirmed('Another host', `The credentials of "${one.name}" were given for another host. Shall they go to ${host} from now on?`, `Send them to ${host}`))) return false;
      await patch(path, { ...changes, confirmHost: host }, { ifMatch });
    }
    return true;
  }

  /** Names of the integrations that use a connection. */
  usersOf(one) {
    return [...new Set((this.users.get(one.id) ?? []).map((use) => use.integrationName ?? use.template.integrationId))];
  }

  async remove(one) {
    const users = this.usersOf(one);
    const touched = users.length ? ` To be connected anew then: ${users.slice(0, 5).join(', ')}${users.length > 5 ? ` and ${users.length - 5} more` : ''}.` : ' No integration uses it.';
    if (!(await confirmed('Delete the connection', `"${one.name}" and its credentials are wiped.${touched}`, 'Delete'))) return;
    await this.act(one.id, async () => {
      await del(`/connections/${one.id}`);
      await this.reload();
      this.tell('connect-changed');
    });
  }

  render() {
    return html`<section class="stack" aria-label="Connections"><h3>Connections</h3>
      ${this.loading ? waiting() : this.problem ? problemNotice(this.problem, () => this.reload()) : this.content()}
    </section>`;
  }

  content() {
    if (!this.items.length) return html`<p class="muted small">None yet. A connection is given once and can be used by every integration.</p>`;
    return html`<ul class="plain rows">${repeat(this.sorted(), (one) => one.id, (one) => this.line(one))}</ul>
      ${this.items.more ? html`<p class="small muted">The first ${this.items.length} are shown.</p>` : nothing}`;
  }

  /** What is in use stands first. */
  sorted() {
    return this.items.toSorted((a, b) => (b.id === this.usedId) - (a.id === this.usedId));
  }

  async edit(one) {
    this.editing = one.id;
    await this.updateComplete;
    this.querySelector('form input')?.focus();
  }

  form(one) {
    return html`<form class="stack" @submit=${(event) => this.save(event, one)}>
      <div class="field"><label for="edited-name">Name</label><input id="edited-name" name="name" required maxlength="200" .value=${one.name} /></div>
      <div class="field"><label for="edited-url">Base URL</label><input id="edited-url" name="baseUrl" type="url" class="mono" autocomplete="off" ?required=${Boolean(one.baseUrl)} .value=${one.baseUrl ?? ''} /></div>
      <div class="row"><button class="small primary" ?disabled=${this.working === one.id}>Save</button><button type="button" class="small" @click=${() => (this.editing = null)}>Cancel</button></div></form>`;
  }

  line(one) {
    const used = one.id === this.usedId;
    const check = one.lastCheck;
    const users = this.usersOf(one);
    return html`<li class="rows-item ${used ? 'used' : ''}">
      <div class="stack tight grow">
        ${this.editing === one.id
          ? this.form(one)
          : html`<div class="row"><bdi class="strong">${one.name}</bdi>${statusBadge(one.status)}${used ? badge('in use', 'accent') : nothing}</div>`}
        <p class="small muted">${methodName(one.authMethod)}${one.baseUrl ? html` · <bdi class="path">${one.baseUrl}</bdi>` : nothing} · since ${when(one.createdAt)}
          ${users.length ? html` · used by <bdi>${users.slice(0, 3).join(', ')}</bdi>${users.length > 3 ? ` and ${users.length - 3} more` : ''}` : nothing}</p>
        ${one.grantedScopes?.length ? html`<p class="small muted">Granted: ${one.grantedScopes.slice(0, 8).map((scope) => html`<code class="scope-name">${scope}</code> `)}${one.grantedScopes.length > 8 ? `and ${one.grantedScopes.length - 8} more` : nothing}</p>` : nothing}
        ${check ? html`<p class="small">${outcomeOf(check)[0]}. <span class="muted"><code>${check.request}</code>${check.status ? ` · ${check.status}` : ''} · ${duration(check.durationMs)} · <span title=${when(check.at)}>${ago(check.at)}</span></span></p>` : nothing}
        ${this.failure?.id === one.id ? problemNotice(this.failure.problem) : nothing}
      </div>
      ${this.editing === one.id ? nothing : html`<div class="row rows-acts" role="group" aria-label="What to do with ${one.name}">
        ${this.canUse && !used ? html`<button type="button" class="small ${this.usedId ? '' : 'primary'}" @click=${() => this.tell('use', one)}>Use</button>` : nothing}
        <button type="button" class="small" aria-disabled=${this.working === one.id ? 'true' : nothing} @click=${() => this.check(one)}>${this.working === one.id ? 'Checking…' : 'Check'}</button>
        ${one.status === 'reconnect' || one.status === 'failing' ? html`<button type="button" class="small" @click=${() => this.tell('again', one)}>Connect anew</button>` : nothing}
        <button type="button" class="small quiet" @click=${() => this.edit(one)}>Edit</button>
        <button type="button" class="small quiet" @click=${() => this.remove(one)}>Delete</button>
      </div>`}
    </li>`;
  }
}

customElements.define('fe-connections', Connections);
