import { View, html, nothing, repeat } from '../lib/element.js';
import { all, del, get, post, put } from '../lib/api.js';
import { copyButton, problemNotice, toast, waiting } from '../lib/widgets.js';
import { when } from '../lib/format.js';
import { confirmed } from '../lib/dialog.js';
import { methodName } from './connect-words.js';

const MOST = 100;

/** What end users may do with an embedded connector, who has the integration switched on, and links for them to connect. */
class Embedded extends View {
  static properties = { integration: { attribute: false }, entry: { attribute: false }, embedding: { state: true }, activations: { state: true }, link: { state: true }, failure: { state: true }, busy: { state: true } };

  key() {
    return this.entry.template.id;
  }

  get path() {
    return `/integrations/${encodeURIComponent(this.integration.id)}`;
  }

  async load(signal) {
    const [embedding, activations] = await Promise.all([get(`${this.path}/embedding`, {}, { signal }), all(`${this.path}/activations`, {}, MOST, { signal })]);
    const users = await Promise.all(activations.map((one) => get(`/end-users/${encodeURIComponent(one.endUserId)}`, {}, { signal }).catch(() => null)));
    this.activations = activations.map((one, at) => ({ ...one, user: users[at] }));
    this.embedding = embedding;
  }

  async act(action, said) {
    this.busy = true;
    this.failure = null;
    try {
      await action();
      if (said) toast(said);
    } catch (problem) {
      this.failure = problem;
    }
    this.busy = false;
  }

  get choices() {
    return this.embedding.templates.find((one) => one.templateId === this.entry.template.id)?.authMethodIds ?? [];
  }

  /** All of it is replaced at once, so what other templates let their end users choose goes along. */
  save(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const id = this.entry.template.id;
    const chosen = data.getAll('method');
    const templates = this.embedding.templates.filter((one) => one.templateId !== id);
    if (chosen.length) templates.push({ templateId: id, authMethodIds: chosen });
    const returnOrigins = data.get('origins').split(/\s+/).filter(Boolean);
    return this.act(async () => {
      this.embedding = await put(`${this.path}/embedding`, { returnOrigins, templates }, { ifMatch: this.embedding.etag });
    }, 'What end users may do is saved.');
  }

  /** Makes the end user if there is none, switches the integration on for them, and asks for a link. */
  invite(event) {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form);
    return this.act(async () => {
      const user = await post('/end-users', { externalId: data.get('externalId').trim(), name: data.get('name').trim() || undefined });
      await post(`${this.path}/end-users/${encodeURIComponent(user.id)}/activations`);
      await this.linkFor(user);
      form.reset();
      await this.reload();
    });
  }

  async linkFor(user) {
    const made = await post(`${this.path}/end-users/${encodeURIComponent(user.id)}/connect-link`, { templateId: this.entry.template.id });
    this.link = { ...made, user };
  }

  async switchOff(one) {
    const name = one.user?.name ?? one.endUserId;
    if (!(await confirmed('Switch off', `What "${name}" gave for this integration is wiped, and their links end.`, 'Switch off'))) return;
    await this.act(async () => {
      await del(`${this.path}/end-users/${encodeURIComponent(one.endUserId)}/activations`);
      await this.reload();
      this.tell('connect-changed');
    });
  }

  render() {
    return html`<section class="stack" aria-label="End users"><h3>End users</h3>
      ${this.loading ? waiting() : this.problem ? problemNotice(this.problem, () => this.reload()) : this.content()}</section>`;
  }

  content() {
    return html`${this.failure ? problemNotice(this.failure) : nothing}
      ${this.link ? this.linkNotice() : nothing}
      <form class="card stack" @submit=${this.invite}>
        <strong>A link for one end user</strong>
        <div class="grid small-grid">
          <div class="field"><label for="end-user-id">Their id in your product</label><input id="end-user-id" name="externalId" required maxlength="200" autocomplete="off" placeholder="customer-17" /></div>
          <div class="field"><label for="end-user-name">Name <span class="small muted">(may be left out)</span></label><input id="end-user-name" name="name" maxlength="200" autocomplete="off" /></div>
        </div>
        <div><button class="primary" ?disabled=${this.busy}>Make a connect link</button></div>
      </form>
      ${this.activations.length ? html`<ul class="plain rows" aria-label="End users with this integration switched on">${repeat(this.activations, (one) => one.id, (one) => this.line(one))}</ul>` : html`<p class="small muted">No end user has the integration switched on yet.</p>`}
      <details><summary class="small">What end users may do</summary>${this.settings()}</details>`;
  }

  linkNotice() {
    const { url, expiresAt, user } = this.link;
    return html`<div class="notice good" role="status"><div class="grow stack tight"><strong>A link for <bdi>${user.name}</bdi></strong>
      <p class="row"><code class="grow">${url}</code>${copyButton(url)}</p>
      <p class="small">Until ${when(expiresAt)}. Whoever has it may connect in this end user's name: give it to nobody else.</p></div></div>`;
  }

  line(one) {
    const name = one.user?.name ?? one.endUserId;
    return html`<li class="rows-item"><span class="grow stack tight"><bdi class="strong">${name}</bdi><span class="small muted">${one.user && one.user.externalId !== name ? html`<bdi>${one.user.externalId}</bdi> · ` : nothing}switched on ${when(one.activatedAt)}</span></span>
      ${one.user ? html`<button type="button" class="small" aria-label="Connect link for ${name}" @click=${() => this.act(() => this.linkFor(one.user))}>Connect link</button>` : nothing}
      <button type="button" class="small quiet" aria-label="Switch off for ${name}" @click=${() => this.switchOff(one)}>Switch off</button></li>`;
  }

  settings() {
    const own = this.entry.authMethod;
    const others = this.entry.authMethods.filter((one) => one.id !== own?.id && one.type !== 'none');
    return html`<form class="card stack" @submit=${this.save}>
      ${others.length ? html`<fieldset class="stack tight"><legend class="small">Ways to connect, besides ${own ? methodName(own) : 'the chosen one'}</legend>
        ${others.map((one) => html`<label class="row plain-label"><input type="checkbox" name="method" value=${one.id} .checked=${this.choices.includes(one.id)} /> ${methodName(one)}</label>`)}</fieldset>` : nothing}
      <div class="field"><label for="origins">Where links may lead back to, one origin a line</label>
        <textarea id="origins" name="origins" class="mono" rows="2" placeholder="https://app.example.com" .value=${this.embedding.returnOrigins.join('\n')}></textarea></div>
      <div><button ?disabled=${this.busy}>Save</button></div></form>`;
  }
}

customElements.define('fe-embedded', Embedded);
