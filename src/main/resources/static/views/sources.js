import { View, html, nothing } from '../lib/element.js';
import { all, del, patch, post } from '../lib/api.js';
import { go } from '../lib/router.js';
import { ago, when } from '../lib/format.js';
import { badge, empty, problemNotice, toast } from '../lib/widgets.js';
import { outward } from '../lib/links.js';
import { confirmed, places } from './catalogue-parts.js';
import './source-form.js';

const UNITS = [['D', 'day'], ['H', 'hour'], ['M', 'minute'], ['S', 'second']];

/** `PT24H` in words. */
export function interval(iso) {
  const parts = UNITS.map(([letter, unit]) => [Number(new RegExp(`(\\d+)${letter}`).exec(iso)?.[1] ?? 0), unit]).filter(([value]) => value);
  const [hours] = parts.length === 1 && parts[0][1] === 'hour' ? parts[0] : [0];
  if (hours && hours % 24 === 0) return hours === 24 ? 'every day' : `every ${hours / 24} days`;
  return `every ${parts.map(([value, unit]) => (value === 1 ? unit : `${value} ${unit}s`)).join(' and ')}`;
}

/** Where specs are fetched from again and again. */
class Sources extends View {
  static properties = { sources: { state: true }, refusal: { state: true } };

  async load(signal) {
    document.title = 'Sources · Ferrule';
    this.sources = await all('/sources', {}, 500, { signal });
  }

  async act(action, said) {
    this.refusal = null;
    try {
      const result = await action();
      toast(said);
      await this.reload();
      return result;
    } catch (problem) {
      this.refusal = problem;
      return null;
    }
  }

  async run(source) {
    const job = await this.act(() => post(`/sources/${source.id}/run`), 'It runs.');
    if (job) go(`/catalogue/ingestions/${job.id}`);
  }

  async remove(source) {
    if (await confirmed(`Delete the source ‘${source.name}’?`, 'It is not fetched any more. What it has brought into the catalogue stays there.', 'Delete it')) this.act(() => del(`/sources/${source.id}`), 'Deleted.');
  }

  content() {
    return html`<div class="page catalogue" @source-saved=${() => this.reload()}>
      <div class="page-head">
        <div class="stack tight"><h1>Sources</h1><p class="muted">Where specs are fetched from again and again; what has not changed is not sent again.</p></div>
        <button class="primary" @click=${() => this.querySelector('fe-source-form').open()}>Add a source</button>
      </div>
      ${places('/catalogue/sources')}
      ${this.refusal ? problemNotice(this.refusal) : nothing}
      ${this.sources.length ? html`<ul class="plain stack">${this.sources.map((source) => this.source(source))}</ul>` : empty('No sources yet', 'Name the addresses of documents that change, and how often to look.')}
      <fe-source-form></fe-source-form>
    </div>`;
  }

  source(source) {
    const { id, name, urls, folder, filter, owner, enabled, lastRunAt, nextRunAt, lastIngestionId } = source;
    return html`<li class="card stack">
      <div class="row apart">
        <h2><bdi>${name}</bdi> ${enabled ? badge(interval(source.interval), 'info') : badge('paused', 'warn')}</h2>
        <div class="row">
          <button class="small" @click=${() => this.run(source)}>Run now</button>
          <button class="small" @click=${() => this.act(() => patch(`/sources/${id}`, { enabled: !enabled }), enabled ? 'Paused.' : 'It goes on.')}>${enabled ? 'Pause' : 'Resume'}</button>
          <button class="small" @click=${() => this.querySelector('fe-source-form').open(source)}>Change</button>
          <button class="small danger" @click=${() => this.remove(source)}>Delete</button>
        </div>
      </div>
      <dl class="fields">
        ${folder ? html`<dt>Folder</dt><dd><code>${folder}</code></dd>` : nothing}
        ${urls.length ? html`<dt>Addresses</dt><dd>${urls.slice(0, 5).map((url) => html`<div>${outward(url)}</div>`)}${urls.length > 5 ? html`<div class="muted">and ${urls.length - 5} others</div>` : nothing}</dd>` : nothing}
        ${filter ? html`<dt>Only</dt><dd><code>${filter}</code></dd>` : nothing}
        ${owner ? html`<dt>Owner</dt><dd dir="auto">${owner}</dd>` : nothing}
        <dt>Last run</dt><dd>${lastRunAt ? html`<time datetime=${lastRunAt} title=${when(lastRunAt)}>${ago(lastRunAt)}</time>` : 'never'}${lastIngestionId ? html` · <a href="/catalogue/ingestions/${lastIngestionId}">how it went</a> · <a href="/catalogue/ingestions?source=${id}">all runs</a>` : nothing}</dd>
        ${enabled ? html`<dt>Next run</dt><dd>${when(nextRunAt)}</dd>` : nothing}
      </dl>
    </li>`;
  }
}

customElements.define('fe-sources', Sources);
