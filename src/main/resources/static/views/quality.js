import { View, html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { count, number } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { places } from './catalogue-parts.js';
import { bars, saveAsSvg } from './charts.js';
import { gradeOf } from './spec-quality.js';

const PAGE = 50;
/** How long until it is looked again while reports are still being made. */
const LOOK = 4000;

/** What specs lack most often, and all of them, the worst first; `?code=` only those with one finding. */
class QualityOfAll extends View {
  static properties = { summary: { state: true }, reports: { state: true }, next: { state: true } };

  key() {
    return this.query.code ?? '';
  }

  async load(signal) {
    document.title = 'Quality · Ferrule';
    const [summary, page] = await Promise.all([get('/quality/summary', {}, { signal }), get('/quality', { limit: PAGE, code: this.query.code }, { signal })]);
    Object.assign(this, { summary, reports: page.items, next: page.nextCursor });
    clearTimeout(this.looking);
    // Whoever has gone on in the list is not thrown back to its beginning.
    if (summary.pending) this.looking = setTimeout(() => this.isConnected && this.reports.length <= PAGE && this.reload(), LOOK);
  }

  async more() {
    const page = await get('/quality', { limit: PAGE, code: this.query.code, cursor: this.next });
    this.reports = [...this.reports, ...page.items];
    this.next = page.nextCursor;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.looking);
  }

  content() {
    return html`<div class="page catalogue">
      <div class="page-head"><div class="stack tight"><h1>Quality</h1><p class="muted">How much each spec says that planning and calling need.</p></div></div>
      ${places('/catalogue/quality')} ${this.summary.specs ? html`${this.overview()} ${this.list()}` : empty('No spec is here yet', 'Add one to the catalogue, and its quality is told here.')}
    </div>`;
  }

  overview() {
    const { averageScore, specs, pending, findings } = this.summary;
    const parts = findings.map(({ code, message, specs: having }) => [message, having, code]);
    return html`<section class="card stack" aria-label="What is missing most often" data-picture>
      <div class="row apart">
        <p class="score">${averageScore === null ? nothing : html`<strong class="figure ${gradeOf(averageScore)}">${averageScore}</strong>`}<span class="muted">${averageScore === null ? '' : 'on average, of '}${count(specs, 'spec')}</span></p>
        <p class="row small muted" role="status">${pending ? html`<span class="spinner" aria-hidden="true"></span> ${number(pending)} still to be looked at` : nothing} ${saveAsSvg('quality')}</p>
      </div>
      ${parts.length ? html`<h2>What is missing most often</h2>${bars(parts, specs, (code) => setQuery({ code }, { replace: false }))}` : nothing}
    </section>`;
  }

  list() {
    const { code } = this.query;
    const finding = code && this.summary.findings.find((one) => one.code === code);
    return html`<section class="section stack tight" aria-labelledby="worst-first">
      <div class="row apart"><h2 id="worst-first">The worst first</h2>${code ? html`<button class="small" @click=${() => setQuery({ code: null }, { replace: false })}>Only: ${finding?.message ?? code} ✕</button>` : nothing}</div>
      ${this.reports.length ? html`<ul class="plain results">${this.reports.map((report) => this.report(report))}</ul>` : empty('None', this.summary.pending ? 'Reports are still being made.' : 'No spec lacks this.')}
      ${this.next ? html`<p class="more"><button @click=${this.more}>Show more</button></p>` : nothing}
    </section>`;
  }

  report({ specId, title, version, score, operations, findings }) {
    const worst = [...findings].sort((one, other) => other.lost - one.lost).slice(0, 2);
    return html`<li>
      <a class="result graded" href="/catalogue/specs/${specId}?tab=quality">
        <strong class="grade ${gradeOf(score)}">${score}</strong>
        <span class="stack tight"><span class="title"><bdi>${title}</bdi> <span class="small muted">${version}</span></span>
          <span class="small muted">${count(operations, 'operation')}${worst.map((finding) => html` · ${finding.message} (${number(finding.count)}×)`)}</span></span>
      </a>
    </li>`;
  }
}

customElements.define('fe-quality', QualityOfAll);
