import { View, html, nothing } from '../lib/element.js';
import { get, post } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { method, badge, problemNotice } from '../lib/widgets.js';
import './test-inputs.js';
import './test-target.js';
import './request-preview.js';
import './response-view.js';
import './endpoint-docs.js';
import './code-samples.js';
import './history.js';
import './confirm-send.js';

const TABS = [['try', 'Try it'], ['docs', 'Documentation'], ['code', 'Code'], ['history', 'History']];
const PAUSE = 350;
const SLOW = 4000;

/**
 * An endpoint of a template: what its spec says, and a way to try it. `entry` is one of the Connect tab's templates. `?view=`
 * says which part is shown.
 */
class EndpointView extends View {
  static properties = {
    integration: { attribute: false },
    entry: { attribute: false },
    endpointId: { attribute: false },
    view: { state: true },
    given: { state: true },
    target: { state: true },
    preview: { state: true },
    errors: { state: true },
    report: { state: true },
    refusal: { state: true },
    sending: { state: true },
    said: { state: true },
    slow: { state: true },
  };

  key() {
    return `${this.entry?.template.id}/${this.endpointId}`;
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    // A connection that was made meanwhile changes what a live request looks like.
    if (changed.get('entry') && this.inputs && !this.loading) this.later();
  }

  get path() {
    const { template } = this.entry;
    return `/integrations/${encodeURIComponent(this.integration.id)}/templates/${encodeURIComponent(template.id)}`;
  }

  /** Null: it goes without credentials. */
  get authMethod() {
    return this.entry.template.bypassed ? null : this.entry.authMethod;
  }

  get endpoint() {
    return this.entry.endpoints.find(({ id }) => id === this.endpointId) ?? null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.follow = () => (this.view = new URLSearchParams(location.search).get('view') ?? 'try');
    this.follow();
    window.addEventListener('ferrule-route', this.follow);
    window.addEventListener('popstate', this.follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('ferrule-route', this.follow);
    window.removeEventListener('popstate', this.follow);
    this.call?.abort();
    clearTimeout(this.pause);
    document.title = this.before ?? document.title;
  }

  async load(signal) {
    Object.assign(this, { report: null, refusal: null, preview: null, errors: new Map(), sending: false, said: '', told: null });
    this.call?.abort();
    this.inputs = await get(`${this.path}/endpoints/${encodeURIComponent(this.endpointId)}/form`, {}, { signal });
    this.target = { target: 'mock' };
    this.given = this.sample();
    this.before ??= document.title;
    document.title = `${this.inputs.summary ?? `${this.inputs.method} ${this.inputs.path}`} · Ferrule`;
    this.later(0);
  }

  /** What the form begins with: what the spec needs, with its examples. */
  sample(contentType = this.inputs.body?.contentType) {
    const parameters = {};
    for (const one of this.inputs.parameters) if (one.value !== undefined) parameters[this.keyOf(one)] = one.value;
    const content = this.inputs.body?.contents.find((one) => one.contentType === contentType);
    return { parameters, contentType, body: content?.value ?? undefined };
  }

  keyOf(parameter) {
    const shared = this.inputs.parameters.filter(({ name }) => name === parameter.name).length > 1;
    return shared ? `${parameter.in}.${parameter.name}` : parameter.name;
  }

  /** As the service takes it. */
  form(more = {}) {
    const { parameters, contentType, body } = this.given;
    return { parameters, ...(body === undefined ? {} : { body, contentType }), ...this.target, ...more };
  }

  changed({ detail }) {
    this.given = { ...this.given, ...detail };
    this.refusal = null;
    this.later();
  }

  aimed({ detail }) {
    this.target = detail;
    this.refusal = null;
    this.later();
  }

  later(pause = PAUSE) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), pause);
  }

  /** Shows the request as it would go out; what is wrong with it is said at the fields. */
  async look() {
    this.looking?.abort();
    const looking = (this.looking = new AbortController());
    const ask = (form) => post(`${this.path}/endpoints/${encodeURIComponent(this.endpointId)}/preview`, form, { signal: looking.signal });
    try {
      this.told = null;
      this.preview = await ask(this.form()).catch((problem) => {
        // Without a connection the request still can be seen, as it would go to the system's own address.
        if (problem.status !== 409) throw problem;
        this.told = problem;
        return ask(this.form({ target: 'mock', connectionId: undefined, endUserId: undefined }));
      });
      this.errors = new Map();
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.preview = null;
      this.told = problem;
      this.errors = new Map(problem.errors?.map(({ pointer, message }) => [pointer, message]) ?? []);
    }
    this.requestUpdate();
  }

  async send(confirm) {
    if (this.sending) return;
    const asked = this.form(confirm ? { confirm } : {});
    await this.run((signal) => post(`${this.path}/endpoints/${encodeURIComponent(this.endpointId)}/test`, asked, { signal }), (token) => this.send(token));
  }

  replay({ detail: { id, target, confirm } }) {
    const again = { ...(target ? { target } : {}), ...(confirm ? { confirm } : {}) };
    this.go('try');
    this.run((signal) => post(`${this.path}/tests/${encodeURIComponent(id)}/replay`, again, { signal }), (token) => this.replay({ detail: { id, target, confirm: token } }));
  }

  /** Runs a test; one that has to be confirmed is shown first, and then `again` sends it with the token. */
  async run(ask, again) {
    this.call?.abort();
    const call = (this.call = new AbortController());
    Object.assign(this, { sending: true, refusal: null, said: 'Sending', slow: false });
    const slow = setTimeout(() => (this.slow = true), SLOW);
    try {
      this.report = await ask(call.signal);
      this.said = this.outcome();
      this.querySelector('fe-test-history')?.reload();
    } catch (problem) {
      if (problem.name === 'AbortError') this.said = 'Given up. What was sent already may have arrived.';
      else if (problem.code === 'confirmation-needed') return this.confirm(problem, again);
      else {
        this.refusal = problem;
        this.said = problem.detail ?? problem.message;
        if (problem.errors?.length) this.errors = new Map(problem.errors.map(({ pointer, message }) => [pointer, message]));
      }
    } finally {
      clearTimeout(slow);
      if (this.call === call) this.sending = false;
    }
    if (this.report || this.refusal) this.show();
  }

  /** The button that was pressed goes away; whoever pressed it by keyboard goes on from the other. */
  cancel() {
    this.call?.abort();
    this.querySelector('.test-send .primary')?.focus();
  }

  async show() {
    await this.updateComplete;
    const outcome = this.querySelector('.test-outcome');
    const top = outcome?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight * 0.6) outcome?.scrollIntoView({ block: 'start' });
  }

  outcome() {
    const { response, failure, contract } = this.report;
    if (!response) return failure?.message ?? 'No answer';
    const wrong = contract?.violations.length ?? 0;
    return `Status ${response.status}. ${wrong ? `${wrong} off the contract.` : 'It keeps the contract.'}`;
  }

  async confirm(problem, again) {
    this.said = 'It has to be confirmed';
    const token = await this.querySelector('fe-confirm-send').ask(problem, this.entry, this.inputs);
    this.said = token ? '' : 'Not sent';
    if (token) again(token);
  }

  /** Leads to the field that a problem is about; where it is folded away it is open by now. */
  async toField({ detail }) {
    await this.updateComplete;
    const fields = [...this.querySelectorAll('fe-schema-field')].filter(({ pointer }) => detail === pointer || detail.startsWith(`${pointer}/`));
    const field = fields.sort((one, other) => other.pointer.length - one.pointer.length)[0];
    const place = field?.querySelector('input, select, textarea, summary') ?? this.querySelector('#raw-request');
    place?.focus();
  }

  keys(event) {
    if (event.target.closest('dialog')) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    }
  }

  go(view) {
    setQuery({ view: view === 'try' ? null : view });
  }

  href(view) {
    const url = new URL(location.href);
    if (view === 'try') url.searchParams.delete('view');
    else url.searchParams.set('view', view);
    return url.pathname + url.search;
  }

  content() {
    const { inputs } = this;
    const endpoint = this.endpoint;
    const view = TABS.some(([name]) => name === this.view) ? this.view : 'try';
    return html`<article class="test-bench" aria-labelledby="endpoint-title" @keydown=${this.keys}>
      <header class="bench-head stack tight">
        <h2 id="endpoint-title" dir="auto">${inputs.summary ?? endpoint?.operationId ?? inputs.path}</h2>
        <div class="row">${method(inputs.method)} <bdi class="path">${inputs.path}</bdi> ${inputs.deprecated ? badge('deprecated', 'warn') : nothing} ${inputs.writes ? badge('writes', 'accent') : nothing}</div>
      </header>
      <nav class="tabs" aria-label="Parts of the endpoint">
        ${TABS.map(([name, text]) => html`<a href=${this.href(name)} aria-current=${name === view ? 'page' : nothing}>${text}</a>`)}
      </nav>
      <div class="bench-body">${this.part(view)}</div>
      <fe-confirm-send></fe-confirm-send>
      <p class="unseen" role="status">${this.said}</p>
    </article>`;
  }

  part(view) {
    if (view === 'docs') return html`<fe-endpoint-docs .inputs=${this.inputs} .endpoint=${this.endpoint}></fe-endpoint-docs>`;
    if (view === 'code') return html`<fe-code-samples .request=${this.preview} .problem=${this.told} .authMethod=${this.authMethod} .system=${this.entry.connector?.name ?? ''}></fe-code-samples>`;
    if (view === 'history') return html`<fe-test-history .path=${this.path} .endpointId=${this.endpointId} .connectorId=${this.entry.connector?.id ?? null} .inputs=${this.inputs} @replay=${this.replay}></fe-test-history>`;
    return this.trying();
  }

  trying() {
    return html`<div class="test-trying">
      <div class="stack loose test-ask">
        <fe-test-target .entry=${this.entry} .inputs=${this.inputs} .value=${this.target} @target=${this.aimed}></fe-test-target>
        <fe-test-inputs .inputs=${this.inputs} .given=${this.given} .errors=${this.errors} .keys=${(one) => this.keyOf(one)} @given=${this.changed} @sample=${() => this.changed({ detail: this.sample(this.given.contentType) })}></fe-test-inputs>
        <div class="test-send row">
          <button class="primary" aria-disabled=${this.sending ? 'true' : 'false'} @click=${() => this.send()}>${this.sending ? 'Sending…' : this.target.target === 'mock' ? 'Send to the mock' : 'Send to the system'}</button>
          ${this.sending ? html`<button @click=${this.cancel}>Cancel</button>${this.slow ? html`<span class="small muted" role="status">No answer yet. What only reads is tried again after a while.</span>` : nothing}` : html`<span class="small muted"><kbd>Ctrl</kbd> + <kbd>Enter</kbd></span>`}
        </div>
      </div>
      <div class="stack test-answer">
        <fe-request-preview @field=${this.toField} .request=${this.preview} .problem=${this.told?.errors?.length || this.told?.code !== this.refusal?.code ? this.told : null} .authMethod=${this.authMethod} .system=${this.entry.connector?.name ?? ''}></fe-request-preview>
        <div class="test-outcome" aria-busy=${this.sending ? 'true' : 'false'}>
          ${this.refusal ? problemNotice(this.refusal) : nothing}
          ${this.report && !this.refusal ? html`<fe-response .report=${this.report} .entry=${this.entry} .inputs=${this.inputs} .path=${this.path}></fe-response>` : nothing}
        </div>
      </div>
    </div>`;
  }
}

customElements.define('fe-endpoint', EndpointView);
