import { Element, html, nothing } from '../lib/element.js';
import { post } from '../lib/api.js';
import { badge, copyButton, problemNotice, toast } from '../lib/widgets.js';
import { count, duration, size, when } from '../lib/format.js';
import { bytesOf, fileName, saveFile } from '../lib/save-file.js';
import { connectAddress } from './connect-words.js';
import { advice } from './response-advice.js';
import './json-tree.js';

const MOST = 20000;

const tone = (status) => (status < 300 ? 'good' : status < 400 ? 'info' : status < 500 ? 'warn' : 'bad');

/** What came back of a test, and what the contract says of it. */
class ResponseView extends Element {
  static properties = {
    report: { attribute: false },
    entry: { attribute: false },
    inputs: { attribute: false },
    path: { attribute: false },
    page: { state: true },
    raw: { state: true },
    whole: { state: true },
    accepted: { state: true },
    pinned: { state: true },
    problem: { state: true },
  };

  willUpdate(changed) {
    if (changed.has('report')) Object.assign(this, { page: 0, whole: false, accepted: new Set(), pinned: false, problem: null });
  }

  render() {
    const { report } = this;
    const { failure } = report;
    return html`<section class="response stack" aria-labelledby="response-title">
      <div class="row">
        <h3 id="response-title">Response</h3>
        ${report.response ? html`<span class="badge http-status ${tone(report.response.status)}">${report.response.status}</span>` : badge('no answer', 'bad')}
        <span class="small muted">${[duration(report.durationMs), report.response ? size(report.response.size) : '', report.target === 'mock' ? 'from the mock' : 'from the system'].filter(Boolean).join(' · ')}</span>
      </div>
      ${failure ? html`<div class="notice bad"><div class="grow"><strong>${failure.message}</strong><br /><span class="small muted">Code <code>${failure.code}</code></span></div></div>` : nothing}
      ${advice(report, { entry: this.entry, endpointId: report.endpointId, address: this.address() })}
      ${this.contract()} ${this.answers()} ${this.hints()}
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${this.foot()}
    </section>`;
  }

  contract() {
    const { contract, target } = this.report;
    if (!contract) return nothing;
    if (!this.inputs.responses?.length) return html`<p class="small muted">The spec describes no answer, so there was nothing to hold it against.</p>`;
    if (!contract.violations.length) return html`<div class="notice good" role="status"><span aria-hidden="true">✓</span><div class="grow">It keeps the contract.</div></div>`;
    const places = this.findings(contract.violations);
    return html`<div class="notice warn"><div class="grow stack tight">
      <strong>${places.length === 1 ? 'One thing is' : `${places.length} things are`} not as the spec says</strong>
      <ul class="plain stack">
        ${places.map(({ one, more }) => html`<li class="stack tight">
          <span><code>${one.pointer || '/'}</code> ${one.message}${more ? html` <span class="small">and at ${count(more, 'more place')}</span>` : nothing}</span>
          ${one.expected ? html`<span class="small">expected <bdi class="mono">${one.expected}</bdi>${one.found ? html`, found <bdi class="mono">${one.found}</bdi>` : nothing}</span>` : nothing}
          ${one.findingId && target === 'live' ? this.acceptance(one) : nothing}
        </li>`)}
      </ul>
    </div></div>`;
  }

  /** The same lie in every item of a list is told once. */
  findings(violations) {
    const known = new Map();
    for (const one of violations) {
      const key = one.findingId ?? `${one.pointer.replace(/\/\d+(?=\/|$)/g, '/*')} ${one.message}`;
      if (known.has(key)) known.get(key).more++;
      else known.set(key, { one, more: 0 });
    }
    return [...known.values()];
  }

  acceptance({ findingId, pointer }) {
    if (this.accepted.has(findingId)) return html`<span>${badge('accepted: the system’s word holds now', 'good')}</span>`;
    return html`<span><button class="small" @click=${() => this.accept(findingId)}>The system is right<span class="unseen"> about ${pointer}</span></button></span>`;
  }

  async accept(id) {
    try {
      await post(`/connectors/${encodeURIComponent(this.entry.connector.id)}/findings/${encodeURIComponent(id)}/accept`);
      this.accepted = new Set([...this.accepted, id]);
      toast('From now on the connector goes by what the system does here.');
    } catch (problem) {
      this.problem = problem;
    }
  }

  answers() {
    const { response, pages } = this.report;
    if (!response) return nothing;
    const all = [response, ...(pages?.further ?? [])];
    const shown = all[this.page] ?? response;
    return html`${pages
        ? html`<div class="row">
            <div class="choices" role="group" aria-label="Pages">${all.map((_, at) => html`<button type="button" aria-pressed=${String(at === this.page)} @click=${() => (this.page = at)}>${at + 1}</button>`)}</div>
            <span class="small muted">${count(pages.count, 'page')}, ended: ${pages.end.replaceAll('-', ' ')}</span>
          </div>`
        : nothing}
      ${this.body(shown)} ${this.headers(shown)}`;
  }

  body(response) {
    const { text, format, truncated, body } = response;
    if (!text) return html`<p class="muted">It has no body.</p>`;
    if (format === 'base64') return this.binary(response);
    const tree = format === 'json' && !truncated && body !== null && typeof body === 'object';
    const asTree = tree && !this.raw;
    const cut = text.length > MOST && !this.whole;
    return html`<div class="row apart">
        ${tree
          ? html`<div class="choices" role="group" aria-label="How to show the body">
              <button type="button" aria-pressed=${String(asTree)} @click=${() => (this.raw = false)}>Tree</button>
              <button type="button" aria-pressed=${String(!asTree)} @click=${() => (this.raw = true)}>Text</button>
            </div>`
          : html`<span class="small muted">${format}</span>`}
        <span class="row">${this.download(response)} ${copyButton(text, 'Copy the body')}</span>
      </div>
      ${truncated ? html`<p class="small muted">There was more: this is its beginning.</p>` : nothing}
      ${asTree
        ? html`<div class="json-tree" dir="ltr" role="region" aria-label="Body" tabindex="0"><fe-json .value=${body} .wrong=${this.places()}></fe-json></div>`
        : html`<pre class="wrap body" dir="auto" tabindex="0" role="region" aria-label="Body">${cut ? text.slice(0, MOST) : text}</pre>
            ${cut ? html`<button class="small" @click=${() => (this.whole = true)}>Show all ${size(text.length)}</button>` : nothing}`}`;
  }

  binary(response) {
    const { text, headers, size: bytes, truncated } = response;
    const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    const image = /^image\/(png|jpeg|gif|webp|avif|bmp)\b/i.exec(type)?.[0].toLowerCase();
    return html`<div class="row apart"><span class="small muted">Bytes, ${size(bytes)} of <code>${type || 'a type that is not told'}</code></span>${this.download(response)}</div>
      ${truncated ? html`<p class="small muted">There was more: this is its beginning.</p>` : nothing}
      ${image ? html`<img class="answer-picture" src="data:${image};base64,${text}" alt="The answer as a picture" />` : html`<pre class="wrap body" dir="ltr" tabindex="0" role="region" aria-label="Body in base64">${text.slice(0, this.whole ? undefined : 2000)}</pre>`}`;
  }

  download({ text, format, headers, truncated }) {
    const save = () => saveFile(format === 'base64' ? bytesOf(text) : text, fileName(headers, `${this.inputs.method} ${this.inputs.path}`.toLowerCase()));
    return html`<button type="button" class="small" @click=${save}>${truncated ? 'Download what there is' : 'Download'}</button>`;
  }

  address() {
    const { integrationId, id } = this.entry.template;
    return connectAddress(integrationId, id);
  }

  /** The first page only is held against the contract. */
  places() {
    if (this.page) return new Map();
    const { violations } = this.report.contract ?? { violations: [] };
    return new Map(violations.map(({ pointer, message }) => [pointer.replace(/^\/body(?=\/|$)/, ''), message]));
  }

  headers({ headers }) {
    const all = Object.entries(headers);
    return html`<details class="fold">
      <summary>${count(all.length, 'header')}</summary>
      <dl class="fields header-list">${all.map(([name, value]) => html`<dt class="mono">${name}</dt><dd class="mono" dir="auto">${value}</dd>`)}</dl>
    </details>`;
  }

  hints() {
    const { attempts, timing, response } = this.report;
    const limit = this.inputs.conventions?.rateLimit;
    const held = Object.entries(response?.headers ?? {});
    const told = limit ? [limit.limit, limit.remaining, limit.reset, limit.retryAfter].filter(Boolean).flatMap((name) => held.filter(([one]) => one.toLowerCase() === name.toLowerCase())) : [];
    const split = timing ? [['name lookup', timing.dnsMs], ['connect', timing.connectMs], ['TLS', timing.tlsMs], ['first byte', timing.firstByteMs], ['body', timing.bodyMs]].filter(([, ms]) => ms >= 0.5) : [];
    return html`${attempts.length > 1
        ? html`<details class="fold"><summary>${count(attempts.length, 'attempt')}</summary><ol>${attempts.map((one) => html`<li>${one.status ?? one.failure ?? 'no answer'}, ${duration(one.durationMs)}${one.waitedMs ? `, after waiting ${duration(one.waitedMs)}` : ''}${one.reason ? `: ${one.reason}` : ''}</li>`)}</ol></details>`
        : nothing}
      ${split.length ? html`<p class="small muted">${split.map(([name, ms]) => `${name} ${duration(ms)}`).join(' · ')}${timing.reusedConnection ? ' · over an open connection' : ''}</p>` : nothing}
      ${told.length ? html`<p class="small">Rate limit: ${told.map(([name, value]) => html`<code>${name}: ${value}</code> `)}</p>` : nothing}
      ${this.inputs.conventions?.pagination && !this.report.pages ? html`<p class="small muted">It answers in pages. Choose how many to follow beside the target.</p>` : nothing}`;
  }

  foot() {
    return html`<div class="row small muted"><span>${when(this.report.at)}</span>
      ${this.pinned ? badge('kept as a case', 'good') : html`<button class="small" @click=${this.pin}>Keep as a case</button>`}
    </div>`;
  }

  async pin() {
    try {
      const name = `${this.inputs.method} ${this.inputs.path}: ${this.report.response?.status ?? 'no answer'}`.slice(0, 200);
      await post(`${this.path}/tests/${encodeURIComponent(this.report.id)}/pin`, { name });
      this.pinned = true;
      toast('Kept: the suite of the connector asks for this from now on.');
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define('fe-response', ResponseView);
