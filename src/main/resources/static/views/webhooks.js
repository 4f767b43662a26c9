import { html, nothing } from '../lib/element.js';
import { all, del, post } from '../lib/api.js';
import { when } from '../lib/format.js';
import { outward } from '../lib/links.js';
import { badge, empty, problemNotice, toast } from '../lib/widgets.js';
import { confirmed } from './catalogue-parts.js';
import { EVENTS } from './changes-parts.js';
import { Part } from './part.js';

/** Who is told of changes by a call to an address of theirs. */
class Webhooks extends Part {
  static properties = { subscriptions: { state: true }, refusal: { state: true }, wrong: { state: true }, busy: { state: true } };

  async load(signal) {
    this.subscriptions = await all('/subscriptions', {}, 200, { signal });
  }

  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const events = [...form.querySelectorAll('[name="event"]:checked')].map((box) => box.value);
    this.busy = true;
    this.wrong = null;
    try {
      await post('/subscriptions', { url: form.elements.url.value.trim(), secret: form.elements.secret.value, events });
      form.reset();
      toast('Added. It is told of what happens from now on.');
      await this.reload();
    } catch (problem) {
      this.wrong = problem;
    }
    this.busy = false;
  }

  async act(action, said) {
    this.refusal = null;
    try {
      await action();
      toast(said);
      await this.reload();
    } catch (problem) {
      this.refusal = problem;
    }
  }

  async remove({ id, url }) {
    if (await confirmed('Delete this webhook?', `${url} is told of nothing any more.`, 'Delete it')) this.act(() => del(`/subscriptions/${id}`), 'Deleted.');
  }

  content() {
    return html`<div class="about">
      <section class="stack" aria-label="Webhooks">
        ${this.refusal ? problemNotice(this.refusal) : nothing}
        ${this.subscriptions.length ? html`<ul class="plain stack">${this.subscriptions.map((one) => this.subscription(one))}</ul>` : empty('Nobody is told yet', 'Name an address, and it is called when an API or a connector changes.')}
      </section>
      ${this.form()}
    </div>`;
  }

  subscription(one) {
    const { id, url, state, events, failures, lastFailure } = one;
    return html`<li class="card stack tight">
      <p class="row apart"><span class="grow">${outward(url)}</span>${badge(state, state === 'active' ? 'good' : 'bad')}</p>
      <p class="row">${events.length ? events.map((event) => badge(EVENTS[event]?.[0] ?? event)) : badge('everything')}</p>
      ${failures ? html`<p class="small">${failures} ${failures === 1 ? 'delivery' : 'deliveries'} failed${lastFailure ? html`, the last with: ${lastFailure}` : nothing}</p>` : nothing}
      <p class="small muted">since ${when(one.createdAt)}</p>
      <div class="row">
        ${state === 'disabled' ? html`<button class="small" @click=${() => this.act(() => post(`/subscriptions/${id}/resume`), 'It goes on.')}>Resume</button>` : nothing}
        <button class="small danger" @click=${() => this.remove(one)}>Delete</button>
      </div>
    </li>`;
  }

  field(name, label, hint, control) {
    const wrong = this.wrong?.at?.(`/${name}`);
    return html`<div class="field"><label for="hook-${name}">${label}</label>${control}<span class="hint" id="hook-${name}-hint">${hint}</span>${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}</div>`;
  }

  form() {
    return html`<form class="card stack" @submit=${this.submit} novalidate aria-labelledby="hook-title">
      <h2 id="hook-title">Add a webhook</h2>
      ${this.wrong ? problemNotice(this.wrong) : nothing}
      ${this.field('url', 'Address', 'It gets a POST for each event, signed as Standard Webhooks define it.', html`<input id="hook-url" name="url" type="url" required placeholder="https://hooks.example.com/ferrule" autocomplete="off" aria-describedby="hook-url-hint" />`)}
      ${this.field('secret', 'Secret for the signature', 'At least 16 characters. It is never shown again.', html`<input id="hook-secret" name="secret" type="password" autocomplete="new-password" required aria-describedby="hook-secret-hint" />`)}
      <fieldset class="stack tight"><legend>Told of</legend>
        ${Object.entries(EVENTS).map(([event, [title]]) => html`<label class="row check"><input type="checkbox" name="event" value=${event} /> <span>${title} <code class="small muted">${event}</code></span></label>`)}
        <span class="small muted">None chosen: all of them.</span>
      </fieldset>
      <div><button class="primary" ?disabled=${this.busy}>Add</button></div>
    </form>`;
  }
}

customElements.define('fe-webhooks', Webhooks);
