import { View, html, nothing, repeat } from '../lib/element.js';
import { get, post } from '../lib/api.js';
import { badge, method, problemNotice, toast, waiting } from '../lib/widgets.js';
import { count, when } from '../lib/format.js';
import { confirmed } from '../lib/dialog.js';
import { methodName } from './connect-words.js';

const AT_ONCE = 5;
const LONG = 30;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What came, went and changed from one state of a connector to the next: `{sign, what, method?, detail?}` for each. */
export function differences(before, after) {
  const found = [];
  for (const [what, name] of [['Name', 'name'], ['Domain', 'domain'], ['Base URL', 'baseUrl']]) {
    if ((before[name] ?? null) !== (after[name] ?? null)) found.push({ sign: 'changed', what: `${what}: ${before[name] ?? 'none'} → ${after[name] ?? 'none'}` });
  }
  const lists = [
    [before.authMethods, after.authMethods, (one) => ({ what: `Auth method ${methodName(one)}` })],
    [before.endpoints, after.endpoints, (one) => ({ what: one.path, method: one.method, detail: one.summary })],
  ];
  for (const [old, now, words] of lists) {
    const earlier = new Map(old.map((one) => [one.id, one]));
    for (const one of now) {
      const was = earlier.get(one.id);
      earlier.delete(one.id);
      if (!was) found.push({ sign: 'added', ...words(one) });
      else if (!same(was, one)) found.push({ sign: 'changed', ...words(one), detail: changedFields(was, one) });
    }
    for (const one of earlier.values()) found.push({ sign: 'removed', ...words(one) });
  }
  return found;
}

function changedFields(was, now) {
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter((name) => !same(was[name], now[name]));
  return names.map((name) => (name === 'summary' ? `summary: ${was.summary ?? 'none'} → ${now.summary ?? 'none'}` : { provenance: 'its place in the spec' }[name] ?? name)).join(', ');
}

const TONES = { added: 'good', changed: 'warn', removed: 'bad' };

function difference(list) {
  if (!list.length) return html`<p class="small muted">Nothing that is shown here differs.</p>`;
  return html`<ul class="plain diff small">${list.slice(0, LONG).map((one) => html`<li>${badge(one.sign, TONES[one.sign])} ${one.method ? html`${method(one.method)} ` : nothing}<bdi class=${one.method ? 'path' : ''}>${one.what}</bdi>${one.detail ? html` <span class="muted" dir="auto">${one.detail}</span>` : nothing}</li>`)}
    ${list.length > LONG ? html`<li class="muted">and ${count(list.length - LONG, 'more change')}</li>` : nothing}</ul>`;
}

/**
 * The published states of a connector, newest first, each with what it changed. Inside an integration `pin` is called with
 * the number that its template shall stay at (null: follow the draft), and `pinned` is the one it stays at. Tells
 * `connect-changed` when the draft was published.
 */
class Revisions extends View {
  static properties = {
    connectorId: { attribute: false }, pinned: { attribute: false }, pin: { attribute: false },
    connector: { state: true }, items: { state: true }, failure: { state: true }, busy: { state: true },
  };

  key() {
    return `${this.connectorId} ${this.pinned}`;
  }

  get path() {
    return `/connectors/${encodeURIComponent(this.connectorId)}`;
  }

  async load(signal) {
    this.connector = await get(this.path, {}, { signal });
    this.items = [];
    await this.older(signal);
  }

  /** Revisions are numbered from 1 without gaps, and the oldest comes first: so the last ones are asked for by number. */
  async older(signal) {
    const last = this.items.length ? this.items.at(-1).number - 1 : (this.connector.publishedRevision ?? 0);
    if (last < 1) return;
    const first = Math.max(1, last - AT_ONCE + 1);
    const { items } = await get(`${this.path}/revisions`, { cursor: first - 1, limit: last - first + 1 }, { signal });
    this.items = [...this.items, ...items.toReversed()];
  }

  async publish() {
    if (!(await confirmed('Publish the draft', 'It becomes a revision that never changes. Integrations that are pinned to an earlier one stay there.', 'Publish', { danger: false }))) return;
    this.busy = true;
    this.failure = null;
    try {
      const made = await post(`${this.path}/publish`, undefined, { ifMatch: this.connector.etag });
      toast(`Revision ${made.number} is published.`);
      await this.reload();
      this.tell('connect-changed');
    } catch (problem) {
      this.failure = problem;
    }
    this.busy = false;
  }

  render() {
    if (this.loading) return waiting();
    if (this.problem) return problemNotice(this.problem, () => this.reload());
    return this.content();
  }

  content() {
    const { connector, items } = this;
    const oldest = items.at(-1)?.number ?? 1;
    return html`<div class="stack">
      ${this.failure ? problemNotice(this.failure) : nothing}
      <ol class="plain rows" reversed>
        <li class="rows-item ${this.pin && !this.pinned ? 'used' : ''}">${this.draft(connector, items[0])}</li>
        ${repeat(items, (one) => one.number, (one, at) => html`<li class="rows-item ${this.pinned === one.number ? 'used' : ''}">${this.revision(one, items[at + 1])}</li>`)}
      </ol>
      ${oldest > 1 ? html`<div><button type="button" class="small" @click=${() => this.older()}>Show older ones</button></div>` : nothing}
    </div>`;
  }

  draft(connector, newest) {
    const list = newest ? differences(newest, connector) : null;
    return html`<div class="grow stack tight"><div class="row"><strong>Draft</strong>${this.pin && !this.pinned ? badge('followed here', 'accent') : nothing}</div>
        <p class="small muted">${newest ? (connector.draftDiffers ? `Differs from revision ${newest.number}.` : `The same as revision ${newest.number}.`) : 'Nothing is published yet: plans publish when they are built.'}</p>
        ${connector.draftDiffers && list ? html`<details class="small"><summary>What differs</summary>${difference(list)}</details>` : nothing}</div>
      <div class="row rows-acts">
        ${connector.draftDiffers ? html`<button type="button" class="small" ?disabled=${this.busy} @click=${this.publish}>Publish the draft</button>` : nothing}
        ${this.pin && this.pinned ? html`<button type="button" class="small" @click=${() => this.pin(null)}>Follow the draft</button>` : nothing}</div>`;
  }

  revision(one, before) {
    return html`<div class="grow stack tight"><div class="row"><strong>Revision ${one.number}</strong>${this.pinned === one.number ? badge('pinned here', 'accent') : nothing}</div>
        <p class="small muted">${when(one.publishedAt)} · ${count(one.endpoints.length, 'endpoint')} · ${count(one.authMethods.length, 'auth method')}</p>
        ${before || one.number === 1 ? html`<details class="small"><summary>${one.number === 1 ? 'What is in it' : `What changed since revision ${one.number - 1}`}</summary>${difference(differences(before ?? { name: one.name, domain: one.domain, baseUrl: one.baseUrl, authMethods: [], endpoints: [] }, one))}</details>` : nothing}</div>
      ${this.pin && this.pinned !== one.number ? html`<div class="row rows-acts"><button type="button" class="small" aria-label="Pin to revision ${one.number}" @click=${() => this.pin(one.number)}>Pin</button></div>` : nothing}`;
  }
}

customElements.define('fe-revisions', Revisions);
