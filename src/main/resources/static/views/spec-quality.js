import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { count, number } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { Part } from './part.js';

export const gradeOf = (score) => (score >= 90 ? 'good' : score >= 70 ? 'info' : score >= 50 ? 'warn' : 'bad');

/** How good a spec is for planning and calling, and what would make it better. `params` is {id}. */
class SpecQuality extends Part {
  static properties = { quality: { state: true } };

  get meanwhile() {
    return 'Looking at every operation';
  }

  async load(signal) {
    this.quality = await get(`/specs/${encodeURIComponent(this.params.id)}/quality`, {}, { signal });
  }

  content() {
    const { score, operations, findings, examples } = this.quality;
    return html`<div class="stack">
      <section class="card score" aria-label="Score">
        <meter class="unseen" min="0" max="100" value=${score}>${score}</meter>
        <strong class="figure ${gradeOf(score)}">${score}</strong><span class="muted">of 100, over ${count(operations, 'operation')}${examples?.checked ? ` and ${count(examples.checked, 'example')}` : ''}</span>
      </section>
      ${findings.length ? html`<ul class="plain stack">${findings.map((finding) => this.finding(finding))}</ul>` : empty('Nothing to complain about', 'Every operation says what it does, takes and gives.')}
    </div>`;
  }

  finding({ code, message, remedy, count: times, lost, places }) {
    return html`<li class="card tight stack tight">
      <p class="row apart"><span class="strong">${message}</span><span class="small muted">${number(times)}× · costs ${lost.toFixed(1)} points</span></p>
      <p><strong>What to do:</strong> ${remedy}</p>
      <p class="small muted">Code <code>${code}</code></p>
      ${places.length
        ? html`<details><summary class="small">Where</summary><ul class="plain small">${places.map((place) => html`<li><code>${place.pointer || '#'}</code>${place.detail ? html` <span class="muted" dir="auto">${place.detail}</span>` : nothing}</li>`)}</ul>${times > places.length ? html`<p class="small muted">… and ${number(times - places.length)} more.</p>` : nothing}</details>`
        : nothing}
    </li>`;
  }
}

customElements.define('fe-spec-quality', SpecQuality);
