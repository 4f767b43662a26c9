import { Element, html, nothing } from '../lib/element.js';
import { post } from '../lib/api.js';
import { count } from '../lib/format.js';
import { badge, operation, problemNotice, toast } from '../lib/widgets.js';
import { confirmed } from './catalogue-parts.js';

const TONES = { updated: 'info', added: 'good', removed: 'bad', restored: 'good', kept: '' };

/** Takes a connector to the newest version of its API: who goes with it, a preview, the step itself and the way back. Tells `upgraded`. */
class Upgrade extends Element {
  static properties = { report: { attribute: false }, etag: { attribute: false }, preview: { state: true }, done: { state: true }, problem: { state: true }, busy: { state: true }, theirs: { state: true } };

  constructor() {
    super();
    this.theirs = new Set();
  }

  get path() {
    return `/connectors/${encodeURIComponent(this.report.connectorId)}/upgrade`;
  }

  form(dryRun) {
    const templates = [...this.querySelectorAll('[name="template"]:checked')].map((box) => box.value);
    return { templates, followMoves: this.querySelector('[name="followMoves"]').checked, takeTheirs: [...this.theirs], dryRun };
  }

  async ask(work) {
    this.busy = true;
    this.problem = null;
    try {
      return await work();
    } catch (problem) {
      this.problem = problem;
      return null;
    } finally {
      this.busy = false;
    }
  }

  async look() {
    const preview = await this.ask(() => post(this.path, this.form(true)));
    if (preview) this.preview = preview;
  }

  async upgrade() {
    const form = this.form(false);
    const text = `A new revision is published, and ${count(form.templates.length, 'template')} ${form.templates.length === 1 ? 'takes' : 'take'} it. It can be taken back.`;
    if (!(await confirmed(`Upgrade ‘${this.report.name}’?`, text, 'Upgrade', false))) return;
    this.finish(await this.ask(() => post(this.path, form, { ifMatch: this.etag })), 'Upgraded.');
  }

  async undo() {
    if (!(await confirmed('Take the last upgrade back?', 'A revision with what was there before is published, and the templates go back to theirs. What people edited since stays.', 'Take it back'))) return;
    this.finish(await this.ask(() => post(`${this.path}/undo`, undefined, { ifMatch: this.etag })), 'Taken back.');
  }

  finish(result, said) {
    if (!result) return;
    Object.assign(this, { done: result, preview: null, theirs: new Set() });
    toast(said);
    this.tell('upgraded');
  }

  take(id, on) {
    const theirs = new Set(this.theirs);
    if (on) theirs.add(id);
    else theirs.delete(id);
    this.theirs = theirs;
    this.look();
  }

  render() {
    const { report } = this;
    return html`<section class="card stack" aria-labelledby="upgrade-title">
      <h2 id="upgrade-title">Upgrade</h2>
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${this.done ? html`<div class="notice good" role="status"><p class="grow">${this.done.toRevision ? `Revision ${this.done.toRevision} is published.` : 'There was nothing to change.'}</p></div>` : nothing}
      ${report.templates.length
        ? html`<fieldset class="stack tight"><legend>Templates that go with it</legend>
            ${report.templates.map((template) => html`<label class="row check"><input type="checkbox" name="template" value=${template.templateId} ?checked=${template.severity !== 'none'} @change=${() => (this.preview = null)} /> <span><bdi>${template.name}</bdi></span></label>`)}
            <span class="small muted">Others stay at the revision that they have pinned.</span></fieldset>`
        : nothing}
      <label class="row check"><input type="checkbox" name="followMoves" checked @change=${() => (this.preview = null)} /> <span>Follow operations that moved</span></label>
      <div class="row">
        <button ?disabled=${this.busy} @click=${this.look}>Preview</button>
        <button class="primary" ?disabled=${this.busy || !this.preview} @click=${this.upgrade}>Upgrade</button>
        <button class="danger" ?disabled=${this.busy} @click=${this.undo}>Undo the last one</button>
      </div>
      ${this.preview ? this.shown(this.preview) : html`<p class="small muted">Look at the preview first: it tells what would be done, and does nothing.</p>`}
    </section>`;
  }

  /** What a step is about: an endpoint by its operation, where the report knows it. */
  named(id, what) {
    const known = this.report.draft.endpoints.find((endpoint) => endpoint.endpointId === id);
    if (known) return operation(known.method, known.path);
    return id ? html`<code>${id}</code>` : what.replaceAll('-', ' ');
  }

  shown({ steps, conflicts, templates }) {
    const changed = steps.filter((step) => step.action !== 'kept');
    return html`<div class="stack" role="status">
      <h3>What would be done</h3>
      ${changed.length ? html`<ul class="plain changes">${changed.map((step) => html`<li><p class="row"><span>${badge(step.action, TONES[step.action])}</span><span class="grow">${this.named(step.id, step.what)}</span></p><p class="small muted" dir="auto">${step.message}</p></li>`)}</ul>` : html`<p class="muted">Nothing in the connector itself.</p>`}
      ${conflicts.length ? html`<h3>Where people wrote something else</h3><ul class="plain stack tight">${conflicts.map((conflict) => this.conflict(conflict))}</ul>` : nothing}
      ${templates.length ? html`<h3>Templates</h3><ul class="plain stack tight">${templates.map((template) => this.moved(template))}</ul>` : nothing}
    </div>`;
  }

  conflict({ what, id, field, base, ours, theirs, resolved }) {
    const key = id ?? what;
    return html`<li class="notice warn"><div class="grow stack tight">
      <p class="strong">${field} of ${this.named(id, what)}</p>
      <dl class="fields"><dt>Was</dt><dd dir="auto">${base ?? '–'}</dd><dt>Yours</dt><dd dir="auto">${ours ?? '–'}</dd><dt>Newer</dt><dd dir="auto">${theirs ?? '–'}</dd><dt>Taken</dt><dd>${resolved === 'ours' ? 'yours' : resolved === 'theirs' ? 'the newer' : resolved}</dd></dl>
      <label class="row check"><input type="checkbox" .checked=${this.theirs.has(key)} @change=${(event) => this.take(key, event.target.checked)} /> <span>Take the newer one</span></label>
    </div></li>`;
  }

  moved({ name, fromRevision, toRevision, removed, note }) {
    return html`<li><p><bdi class="strong">${name}</bdi> <span class="small muted">${fromRevision ? `revision ${fromRevision}` : 'the draft'} → ${toRevision ? `revision ${toRevision}` : 'the new revision'}</span></p>
      ${note ? html`<p class="small">${note}</p>` : nothing}
      ${removed.length ? html`<p class="small">Calls to ${count(removed.length, 'endpoint')} of it would be refused: the API has ${removed.length === 1 ? 'it' : 'them'} no more.</p>` : nothing}</li>`;
  }
}

customElements.define('fe-upgrade', Upgrade);
