import { View, html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { ago, count, duration, number, when } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { isOpen, jobBadge, places } from './catalogue-parts.js';
import { progressChart } from './charts.js';
import './add-specs.js';

const LOOK = 2000;

/** All ingestions, the newest first; `?source=` only those of one source. Looks again while one of them goes on. */
class Ingestions extends View {
  static properties = { jobs: { state: true }, next: { state: true } };

  key() {
    return this.query.source ?? '';
  }

  async load(signal) {
    document.title = 'Ingestions · Ferrule';
    const page = await get('/ingestions', { newest: true, limit: 50, source: this.query.source }, { signal });
    this.jobs = page.items;
    this.next = page.nextCursor;
    clearTimeout(this.looking);
    if (this.jobs.some(isOpen)) this.looking = setTimeout(() => this.isConnected && this.reload(), LOOK);
  }

  async more() {
    const page = await get('/ingestions', { newest: true, limit: 50, source: this.query.source, cursor: this.next });
    this.jobs = [...this.jobs, ...page.items];
    this.next = page.nextCursor;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.looking);
  }

  content() {
    return html`<div class="page catalogue">
      <div class="page-head">
        <div class="stack tight"><h1>Ingestions</h1><p class="muted">What was taken in, and how it went.</p></div>
        <button class="primary" @click=${() => this.querySelector('fe-add-specs').open()}>Add specs</button>
      </div>
      ${places('/catalogue/ingestions')}
      ${this.query.source ? html`<p class="notice">Only the runs of one source. <a href="/catalogue/ingestions">Show all</a></p>` : nothing}
      ${this.jobs.length
        ? html`<ul class="plain stack">${this.jobs.map((job) => this.job(job))}</ul>`
        : empty('Nothing was taken in yet', 'Files, archives and addresses that you add make an ingestion, which can be watched here.')}
      ${this.next ? html`<p class="more"><button @click=${this.more}>Show more</button></p>` : nothing}
      <fe-add-specs></fe-add-specs>
    </div>`;
  }

  job(job) {
    return html`<li class="card tight job">
      <div class="row apart">
        <span class="row"><a class="strong" href="/catalogue/ingestions/${job.id}">${count(job.total, 'document')}</a> ${jobBadge(job)}</span>
        <span class="small muted"><time datetime=${job.createdAt} title=${when(job.createdAt)}>${ago(job.createdAt)}</time>${took(job)}</span>
      </div>
      ${progressChart(job)}
      ${job.failed ? html`<p class="small"><a href="/catalogue/ingestions/${job.id}?state=failed">${number(job.failed)} failed: see why</a></p>` : nothing}
    </li>`;
  }
}

export const took = (job) => (job.startedAt && job.finishedAt ? ` · took ${duration(new Date(job.finishedAt) - new Date(job.startedAt))}` : '');

customElements.define('fe-ingestions', Ingestions);
