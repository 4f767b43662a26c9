import { View, html, nothing, repeat } from '../lib/element.js';
import { all, get, post, del } from '../lib/api.js';
import { badge, empty, method, problemNotice, toast, waiting } from '../lib/widgets.js';
import { ago, count, duration, when } from '../lib/format.js';
import './response-view.js';

const tone = (status) => (status < 300 ? 'good' : status < 400 ? 'info' : status < 500 ? 'warn' : 'bad');

/** The last tests of an endpoint and the cases that were kept. Tells `replay` {id, target} when one is to be done again. */
class TestHistory extends View {
  static properties = {
    path: { attribute: false },
    endpointId: { attribute: false },
    connectorId: { attribute: false },
    inputs: { attribute: false },
    entry: { attribute: false },
    tests: { state: true },
    cases: { state: true },
    opened: { state: true },
    report: { state: true },
    suite: { state: true },
    running: { state: true },
    refusal: { state: true },
  };

  key() {
    return `${this.path}/${this.endpointId}`;
  }

  async load(signal) {
    const [tests, cases] = await Promise.all([
      all(`${this.path}/tests`, { endpointId: this.endpointId }, 50, { signal }),
      this.connectorId ? all(`/connectors/${encodeURIComponent(this.connectorId)}/cases`, {}, 500, { signal }) : [],
    ]);
    this.tests = tests.reverse();
    this.cases = cases.filter((one) => one.endpointId === this.endpointId);
    this.others = cases.length - this.cases.length;
  }

  render() {
    if (this.loading) return waiting('Loading the history');
    if (this.problem) return problemNotice(this.problem, () => this.reload());
    return html`<div class="stack loose history">${this.saved()} ${this.past()}</div>`;
  }

  past() {
    if (!this.tests.length) return empty('Nothing has been tested yet', 'Every test of this endpoint is kept here, the last 50 of its system.');
    return html`<section class="stack tight" aria-labelledby="history-title">
      <h3 id="history-title">The last tests</h3>
      <ul class="plain stack tight">${repeat(this.tests, ({ id }) => id, (one) => this.row(one))}</ul>
    </section>`;
  }

  row(test) {
    const open = this.opened === test.id;
    return html`<li class="card tight stack tight">
      <div class="row apart">
        <div class="row grow">
          ${test.status ? html`<span class="badge ${tone(test.status)}">${test.status}</span>` : badge('no answer', 'bad')}
          ${test.contractOk === false ? badge('off the contract', 'warn') : nothing}
          <span class="badge">${test.target}</span>
          <span class="small muted" title=${when(test.at)}>${ago(test.at)} · ${duration(test.durationMs)}</span>
        </div>
        <div class="row">
          <button class="small" aria-expanded=${String(open)} @click=${() => this.look(test)}>${open ? 'Close' : 'Show'}<span class="unseen"> the test of ${when(test.at)}</span></button>
          ${test.replayable ? html`<button class="small" @click=${() => this.tell('replay', { id: test.id })}>Replay<span class="unseen"> the test of ${when(test.at)}</span></button>` : html`<span class="small muted" title="What it was given held a secret, or was very long, and was not kept.">cannot be replayed</span>`}
        </div>
      </div>
      <p class="small">${method(test.method)} <bdi class="path">${test.url}</bdi></p>
      ${open ? this.shown() : nothing}
    </li>`;
  }

  shown() {
    if (this.refusal) return problemNotice(this.refusal);
    if (!this.report) return waiting();
    return html`<fe-response .report=${this.report} .entry=${{ connector: { id: this.connectorId } }} .inputs=${this.inputs} .path=${this.path}></fe-response>`;
  }

  async look(test) {
    this.report = null;
    this.refusal = null;
    this.opened = this.opened === test.id ? null : test.id;
    if (!this.opened) return;
    try {
      const report = await get(`${this.path}/tests/${encodeURIComponent(test.id)}`);
      if (this.opened === test.id) this.report = report;
    } catch (problem) {
      this.refusal = problem;
    }
  }

  saved() {
    if (!this.connectorId) return nothing;
    if (!this.cases.length && !this.others) return nothing;
    return html`<section class="stack tight" aria-labelledby="cases-title">
      <div class="row apart">
        <h3 id="cases-title">Kept cases ${this.others ? html`<span class="small muted">and ${this.others} of other endpoints</span>` : nothing}</h3>
        <button class="small" ?disabled=${this.running} @click=${this.runSuite}>${this.running ? 'Running…' : 'Run all at the mock'}</button>
      </div>
      <ul class="plain stack tight">
        ${this.cases.map((one) => html`<li class="card tight row apart">
          <span class="grow"><bdi>${one.name}</bdi> <span class="small muted">expects ${this.expects(one.expect)}</span></span>
          ${this.resultOf(one)}
          <button class="quiet small" aria-label="Remove the case ${one.name}" @click=${() => this.drop(one)}>Remove</button>
        </li>`)}
      </ul>
      ${this.suite ? html`<p role="status" class="notice ${this.suite.failed ? 'bad' : 'good'} small">${count(this.suite.passed, 'case')} passed, ${this.suite.failed} failed, ${this.suite.skipped} skipped.</p>` : nothing}
    </section>`;
  }

  expects({ status, contractOk, equals }) {
    return [status ? `status ${status}` : '', contractOk ? 'the contract kept' : '', equals?.length ? count(equals.length, 'value') : ''].filter(Boolean).join(', ') || 'an answer';
  }

  resultOf(one) {
    const result = this.suite?.results.find(({ test }) => test.id === one.id);
    if (!result) return nothing;
    const good = result.outcome === 'passed';
    return html`${badge(result.outcome, good ? 'good' : result.outcome === 'skipped' ? '' : 'bad')} ${result.reasons.length ? html`<span class="small">${result.reasons.join('; ')}</span>` : nothing}`;
  }

  async runSuite() {
    this.running = true;
    try {
      this.suite = await post(`/connectors/${encodeURIComponent(this.connectorId)}/suite`, { target: 'mock' });
    } catch (problem) {
      toast(`${problem.detail} (${problem.code})`, 'bad');
    }
    this.running = false;
  }

  async drop(one) {
    try {
      await del(`/connectors/${encodeURIComponent(this.connectorId)}/cases/${encodeURIComponent(one.id)}`);
      toast(`The case “${one.name}” is removed.`);
      await this.reload();
    } catch (problem) {
      toast(`${problem.detail} (${problem.code})`, 'bad');
    }
  }
}

customElements.define('fe-test-history', TestHistory);
