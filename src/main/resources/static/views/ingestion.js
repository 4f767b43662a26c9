import { View, html, nothing } from '../lib/element.js';
import { get, post, stream } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { count, number, percent, when } from '../lib/format.js';
import { badge, empty, problemNotice, toast } from '../lib/widgets.js';
import { confirmed, isOpen, jobBadge } from './catalogue-parts.js';
import { progressChart, saveAsSvg } from './charts.js';
import { took } from './ingestions.js';

const PAGE = 100;
/** How long after a broken connection it is tried again, and how often the list of documents is brought up to date. */
const AGAIN = 2000;
const LIST = 1500;
const TONES = { ingested: 'good', unchanged: 'info', failed: 'bad' };
const STATES = [['', 'All', (job) => job.ingested + job.unchanged + job.failed], ['ingested', 'New', (job) => job.ingested], ['unchanged', 'Unchanged', (job) => job.unchanged], ['failed', 'Failed', (job) => job.failed]];

/** One ingestion as it goes on: events tell its counts, `?state=` says which of its documents are listed. */
class Ingestion extends View {
  static properties = { job: { state: true }, items: { state: true }, next: { state: true }, refusal: { state: true } };

  key() {
    return `${this.params.id} ${this.query.state ?? ''}`;
  }

  get path() {
    return `/ingestions/${encodeURIComponent(this.params.id)}`;
  }

  async load(signal) {
    document.title = 'Ingestion · Ferrule';
    [this.job] = await Promise.all([get(this.path, {}, { signal }), this.list(signal)]);
    this.watch(signal);
  }

  async list(signal) {
    const page = await get(`${this.path}/items`, { state: this.query.state, limit: PAGE }, { signal });
    this.items = page.items;
    this.next = page.nextCursor;
    this.listed = Date.now();
  }

  async more() {
    const page = await get(`${this.path}/items`, { state: this.query.state, limit: PAGE, cursor: this.next });
    this.items = [...this.items, ...page.items];
    this.next = page.nextCursor;
  }

  /** Listens until the end; each event is the whole job, so nothing is lost by a broken connection. */
  async watch(signal) {
    let last;
    while (isOpen(this.job) && !signal.aborted) {
      try {
        const on = ({ data, id }) => {
          if (signal.aborted) return;
          last = id;
          this.job = data;
          if (Date.now() - this.listed > LIST && this.items.length <= PAGE) this.list(signal).catch(() => {});
        };
        await stream('GET', `${this.path}/events`, { lastEventId: last, signal, on });
      } catch {
        if (signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
    if (!signal.aborted && this.job.finishedAt) await this.list(signal).catch(() => {});
  }

  async act(action, said) {
    this.refusal = null;
    try {
      this.job = await post(`${this.path}/${action}`);
      toast(said);
      await this.reload();
    } catch (problem) {
      this.refusal = problem;
    }
  }

  async cancel() {
    if (await confirmed('Stop this ingestion?', 'What is in the catalogue by now stays there.', 'Stop it')) this.act('cancel', 'Stopped.');
  }

  content() {
    const { job } = this;
    const done = job.ingested + job.unchanged + job.failed;
    const over = !isOpen(job);
    return html`<div class="page catalogue">
      <p class="small"><a href="/catalogue/ingestions">Ingestions</a></p>
      <div class="page-head">
        <div class="stack tight">
          <h1>${over ? count(job.total, 'document') : `${number(done)} of ${count(job.total, 'document')}`}</h1>
          <p class="muted">${jobBadge(job)} since ${when(job.createdAt)}${took(job)}</p>
        </div>
        <div class="row">
          ${over ? nothing : html`<button @click=${this.cancel}>Stop</button>`}
          ${over && job.failed && job.state !== 'cancelled' ? html`<button class="primary" @click=${() => this.act('retry', 'Tried again.')}>Try the failed again</button>` : nothing}
        </div>
      </div>
      ${this.refusal ? problemNotice(this.refusal) : nothing}
      <section class="card stack" aria-label="Progress" data-picture>
        ${over ? nothing : html`<label class="stack tight"><span class="small muted">${job.total ? percent(done / job.total) : 'Looking through what came'}</span><progress max=${job.total || 1} .value=${job.total ? done : 0}></progress></label>`}
        <div class="row apart charted"><div class="grow">${progressChart(job)}</div>${saveAsSvg(`ingestion-${job.id}`)}</div>
        ${job.dryRun ? html`<p class="small muted">A dry run: nothing of this was kept.</p>` : nothing}
      </section>
      ${this.documents()}
    </div>`;
  }

  documents() {
    const now = this.query.state ?? '';
    return html`<section class="stack section" aria-label="Documents">
      <div class="tabs" role="group" aria-label="Which documents">
        ${STATES.map(([state, name, of]) => html`<button aria-current=${state === now ? 'true' : nothing} @click=${() => setQuery({ state })}>${name} <span class="badge count">${number(of(this.job))}</span></button>`)}
      </div>
      ${this.items.length ? html`<ul class="plain documents">${this.items.map((item) => this.outcome(item))}</ul>` : this.none(now)}
      ${this.next ? html`<p class="more"><button @click=${this.more}>Show more</button></p>` : nothing}
    </section>`;
  }

  none(state) {
    if (isOpen(this.job)) return empty('Nothing to show yet', 'Documents come here as they are read.');
    return state === 'failed' ? empty('Nothing failed', 'All documents could be read.') : empty('No documents', 'None of what came is in this state.');
  }

  outcome(item) {
    const { error } = item;
    return html`<li>
      <div class="row apart">
        <span class="name">${item.specId && !this.job.dryRun ? html`<a href="/catalogue/specs/${item.specId}"><bdi>${item.title}</bdi></a>` : html`<bdi>${item.title ?? item.name}</bdi>`}</span>
        <span class="row">${item.operations ? html`<span class="small muted">${count(item.operations, 'operation')}</span>` : nothing}${badge(item.state === 'ingested' ? 'new' : item.state, TONES[item.state])}</span>
      </div>
      ${item.title ? html`<p class="small muted"><bdi class="path">${item.name}</bdi></p>` : nothing}
      ${error
        ? html`<div class="failure">
            <p dir="auto">${error.message}</p>
            ${error.remedy ? html`<p><strong>What to do:</strong> ${error.remedy}</p>` : nothing}
            <p class="small muted">Code <code>${error.code}</code>${error.pointer ? html` at <code>${error.pointer}</code>` : nothing}</p>
          </div>`
        : nothing}
    </li>`;
  }
}

customElements.define('fe-ingestion', Ingestion);
