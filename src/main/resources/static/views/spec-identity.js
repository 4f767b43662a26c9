import { html, nothing } from '../lib/element.js';
import { get, put } from '../lib/api.js';
import { percent } from '../lib/format.js';
import { badge, problemNotice, toast } from '../lib/widgets.js';
import { confirmed } from './catalogue-parts.js';
import { Part } from './part.js';

const KINDS = { title: 'Title', domain: 'Domain', paths: 'Paths', hand: 'By hand' };

/** Which system a spec is a version of, why, and how somebody who knows better says so. `params` is {id}. */
class SpecIdentity extends Part {
  static properties = { identity: { state: true }, refusal: { state: true }, found: { state: true }, joining: { state: true } };

  get path() {
    return `/specs/${encodeURIComponent(this.params.id)}/identity`;
  }

  async load(signal) {
    this.identity = await get(this.path, {}, { signal });
  }

  async decide(decision, said) {
    this.refusal = null;
    try {
      this.identity = await put(this.path, decision);
      this.joining = false;
      toast(said);
      this.tell('identity-changed');
    } catch (problem) {
      this.refusal = problem;
    }
  }

  async separate() {
    if (await confirmed('Make it a system of its own?', 'It is a version of nothing else then. Drift of connectors made from it is told against its own versions only.', 'Make it so', false)) this.decide({ separate: true }, 'It is a system of its own now.');
  }

  async join(specId, title) {
    if (await confirmed(`A version of ‘${title}’?`, 'Both are taken for one system then: the newer one is the current version, and what changed between them is told.', 'Join them', false)) this.decide({ sameAs: specId }, 'They are one system now.');
  }

  async look(event) {
    const q = event.target.value.trim();
    this.looking?.abort();
    if (!q) {
      this.found = [];
      return;
    }
    const { signal } = (this.looking = new AbortController());
    try {
      this.found = (await get('/systems', { q, typing: true, limit: 8 }, { signal })).items.filter((one) => one.specId !== this.params.id);
    } catch (problem) {
      if (!signal.aborted) this.found = [];
    }
  }

  content() {
    const { identity } = this;
    return html`<section class="card stack" aria-labelledby="identity-title">
      <h2 id="identity-title">Which system</h2>
      <p><code>${identity.system}</code> ${badge(identity.decidedBy === 'hand' ? 'decided by hand' : 'decided by rules', 'info')}</p>
      ${this.refusal ? problemNotice(this.refusal) : nothing}
      <dl class="fields">${identity.evidence.map(({ kind, value, says }) => html`<dt>${KINDS[kind] ?? kind}</dt><dd><code>${value || '–'}</code><br /><span class="muted">${says}</span></dd>`)}</dl>
      <h3>Versions</h3>
      <ul class="plain stack tight">${identity.versions.map((one) => this.neighbour(one, false))}</ul>
      ${identity.others.length ? html`<h3>Alike, but taken for others</h3><ul class="plain stack tight">${identity.others.map((one) => this.neighbour(one, true))}</ul>` : nothing}
      <div class="row">
        ${identity.versions.length > 1 ? html`<button class="small" @click=${this.separate}>It is a system of its own</button>` : nothing}
        <button class="small" aria-expanded=${Boolean(this.joining)} @click=${() => (this.joining = !this.joining)}>It is a version of another…</button>
      </div>
      ${this.joining ? this.joiner() : nothing}
    </section>`;
  }

  neighbour({ specId, system, version, overlap }, other) {
    const here = specId === this.params.id;
    return html`<li class="row apart">
      <span>${here ? html`<strong>version ${version}</strong> (this one)` : html`<a href="/catalogue/specs/${specId}">version ${version}</a>`} <code class="muted">${specId.slice(0, 6)}</code> ${other ? html`<span class="small muted">of ${system}</span>` : nothing}</span>
      <span class="row small muted">${here ? nothing : `${percent(overlap)} of the paths`}${other ? html`<button class="small" @click=${() => this.join(specId, system)}>Join</button>` : nothing}</span>
    </li>`;
  }

  joiner() {
    return html`<div class="field"><label for="join-q">Which one?</label>
      <input id="join-q" type="search" autocomplete="off" placeholder="Its name" @input=${this.look} />
      <ul class="plain stack tight">${(this.found ?? []).map(({ specId, title, host }) => html`<li class="row apart"><span><bdi>${title}</bdi> <span class="small muted">${host}</span></span><button class="small" @click=${() => this.join(specId, title)}>This one</button></li>`)}</ul>
    </div>`;
  }
}

customElements.define('fe-spec-identity', SpecIdentity);
