import { View, html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { count, number } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { places } from './catalogue-parts.js';
import { columns, saveAsSvg } from './charts.js';
import { gradeOf } from './spec-quality.js';

const PAGE = 100;
const SHOWN = 50;
const BINS = [[0, 'bad'], [10, 'bad'], [20, 'bad'], [30, 'bad'], [40, 'bad'], [50, 'warn'], [60, 'warn'], [70, 'info'], [80, 'info'], [90, 'good']];

/** All specs by how good they are, the worst first. Reports are made when they are asked for, so the list grows page by page. */
class QualityOfAll extends View {
  static properties = { reports: { state: true }, of: { state: true }, more: { state: true }, shown: { state: true }, stopped: { state: true } };

  constructor() {
    super();
    this.shown = SHOWN;
  }

  async load(signal) {
    document.title = 'Quality · Ferrule';
    const [state, page] = await Promise.all([get('/catalogue', {}, { signal }), get('/quality', { limit: PAGE }, { signal })]);
    this.of = state.specs;
    this.stopped = false;
    this.reports = [];
    this.take(page);
    this.goOn(signal);
  }

  take(page) {
    this.reports = [...this.reports, ...page.items].sort((one, other) => one.score - other.score || one.title.localeCompare(other.title));
    this.next = page.nextCursor;
    this.more = Boolean(page.nextCursor);
  }

  async goOn(signal) {
    try {
      while (this.next && !signal.aborted && !this.stopped) this.take(await get('/quality', { limit: PAGE, cursor: this.next }, { signal }));
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }

  content() {
    const { reports } = this;
    return html`<div class="page catalogue">
      <div class="page-head"><div class="stack tight"><h1>Quality</h1><p class="muted">How much each spec says that planning and calling need.</p></div></div>
      ${places('/catalogue/quality')}
      ${reports.length ? html`${this.chart()} ${this.list()}` : empty('No spec is here yet', 'Add one to the catalogue, and its quality is told here.')}
    </div>`;
  }

  chart() {
    const counts = BINS.map(([from, tone]) => [from === 90 ? '90–100' : `${from}–${from + 9}`, 0, tone]);
    for (const { score } of this.reports) counts[Math.min(9, Math.floor(score / 10))][1]++;
    const label = `Specs by score: ${counts.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`).join(', ')}`;
    return html`<section class="card stack" aria-label="Specs by score" data-picture>
      <div class="row apart">
        <h2>Specs by score</h2>
        <span class="row small muted" role="status">${this.more
          ? html`${this.stopped ? nothing : html`<span class="spinner" aria-hidden="true"></span>`} ${number(this.reports.length)} of ${number(this.of)} looked at
              ${this.stopped ? html`<button class="small" @click=${this.again}>Go on</button>` : html`<button class="small" @click=${() => (this.stopped = true)}>Stop</button>`}`
          : count(this.reports.length, 'spec')}</span>
      </div>
      ${columns(counts, label)}
      <div>${saveAsSvg('quality')}</div>
    </section>`;
  }

  again() {
    this.stopped = false;
    this.goOn(this.asking.signal);
  }

  list() {
    return html`<section class="section stack tight" aria-labelledby="worst-first">
      <h2 id="worst-first">The worst first</h2>
      <ul class="plain results">${this.reports.slice(0, this.shown).map((report) => this.report(report))}</ul>
      ${this.reports.length > this.shown ? html`<p class="more"><button @click=${() => (this.shown += 200)}>Show more</button></p>` : nothing}
    </section>`;
  }

  report({ specId, title, score, operations, findings }) {
    const worst = [...findings].sort((one, other) => other.lost - one.lost).slice(0, 2);
    return html`<li>
      <a class="result graded" href="/catalogue/specs/${specId}?tab=quality">
        <strong class="grade ${gradeOf(score)}">${score}</strong>
        <span class="stack tight"><span class="title"><bdi>${title}</bdi></span>
          <span class="small muted">${count(operations, 'operation')}${worst.map((finding) => html` · ${finding.message} (${number(finding.count)}×)`)}</span></span>
      </a>
    </li>`;
  }
}

customElements.define('fe-quality', QualityOfAll);
