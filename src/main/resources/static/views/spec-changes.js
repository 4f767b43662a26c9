import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { number } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { shares } from './charts.js';
import { changeList, changedOperation } from './change-list.js';
import { Part } from './part.js';

const PAGE = 50;

const SEVERITIES = [['', 'All'], ['breaking', 'Breaking'], ['compatible', 'Compatible'], ['documentation', 'Words only']];

/** What a version changed against the one before, or another. `params` are {id, since, severity}. */
class SpecChanges extends Part {
  static properties = { changes: { state: true }, versions: { state: true }, none: { state: true } };

  get meanwhile() {
    return 'Comparing with the version before, operation by operation';
  }

  get path() {
    return `/specs/${encodeURIComponent(this.params.id)}`;
  }

  async load(signal) {
    const identity = await get(`${this.path}/identity`, {}, { signal });
    this.versions = identity.versions.filter((version) => version.specId !== this.params.id);
    this.none = this.versions.length === 0 && !this.params.since;
    this.changes = null;
    if (this.none) return;
    try {
      this.changes = await get(`${this.path}/changes`, this.asked, { signal });
    } catch (problem) {
      if (problem.status !== 404 && problem.status !== 409) throw problem;
      this.none = problem;
    }
  }

  get asked() {
    return { since: this.params.since, severity: this.params.severity, limit: PAGE };
  }

  async more() {
    const page = await get(`${this.path}/changes`, { ...this.asked, cursor: this.changes.nextCursor });
    this.changes = { ...this.changes, operations: [...this.changes.operations, ...page.operations], nextCursor: page.nextCursor };
  }

  content() {
    if (this.none) {
      return html`${this.chooser()}${empty('There is no version before this one', this.none === true ? 'When a newer document of this API is added, what changed is told here.' : this.none.detail)}`;
    }
    const { from, to, summary, document: all, operations, nextCursor } = this.changes;
    const parts = [['breaking', summary.breaking, 'bad'], ['compatible', summary.compatible, 'good'], ['words only', summary.documentation, 'info'], ['not compared', summary.notCompared, 'warn'], ['unchanged', summary.unchanged, 'rest']];
    return html`<div class="stack">
      ${this.chooser()}
      <section class="card stack tight"><p>From <a href="/catalogue/specs/${from.specId}">version ${from.version}</a> to version ${to.version}, in operations:</p>
        ${shares(parts, parts.map(([name, value]) => `${name} ${number(value)}`).join(', '))}</section>
      ${all.length ? html`<section class="card stack tight"><h2>For all operations</h2>${changeList(all)}</section>` : nothing}
      <div class="tabs" role="group" aria-label="Which changes">
        ${SEVERITIES.map(([severity, name]) => html`<button aria-current=${severity === this.params.severity ? 'true' : nothing} @click=${() => setQuery({ severity })}>${name}</button>`)}
      </div>
      ${operations.length ? html`<ul class="plain stack tight">${operations.map((one) => changedOperation(one))}</ul>` : empty('No operation changed so', this.params.severity ? 'Look at the others.' : 'Calls go on as they were.')}
      ${nextCursor ? html`<p class="more"><button @click=${this.more}>Show more</button></p>` : nothing}
    </div>`;
  }

  chooser() {
    if (!this.versions.length) return nothing;
    return html`<div class="field chooser"><label for="since">Compare with</label>
      <select id="since" @change=${(event) => setQuery({ since: event.target.value }, { replace: false })}>
        <option value="" ?selected=${!this.params.since}>the version before</option>
        ${this.versions.map((version) => html`<option value=${version.specId} ?selected=${this.params.since === version.specId}>version ${version.version} (${version.specId.slice(0, 8)}, ${Math.round(version.overlap * 100)} % of the paths alike)</option>`)}
      </select></div>`;
  }
}

customElements.define('fe-spec-changes', SpecChanges);
