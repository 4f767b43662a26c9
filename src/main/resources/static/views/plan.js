import { Element, html, nothing } from '../lib/element.js';
import { post } from '../lib/api.js';
import { count, duration } from '../lib/format.js';
import { badge, problemNotice, waiting } from '../lib/widgets.js';
import { coverage, coverageChart } from './plan-coverage.js';
import { questions } from './plan-questions.js';
import { systemCard } from './plan-system.js';
import { workflowCard } from './plan-workflow.js';
import { outcomes } from './message.js';

const LONG = 500;

const requirement = (text) =>
  text.length <= LONG
    ? html`<p class="requirement" dir="auto">${text}</p>`
    : html`<details class="requirement"><summary dir="auto">${text.slice(0, LONG / 2)}…</summary><p dir="auto">${text}</p></details>`;

/**
 * The plan of a conversation: what it takes, why, what is open, and what would run. Tells `plan-changed` {plan}, and `say`
 * {text, mode} where something is to be said in the conversation.
 */
class PlanView extends Element {
  static properties = {
    integration: { attribute: false },
    plan: { attribute: false },
    chatId: { attribute: false },
    turn: { attribute: false },
    problem: { state: true },
    failedAt: { state: true },
    saving: { state: true },
    minor: { state: true },
    spoken: { state: true },
    unpointed: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { plan: null, turn: null, problem: null, saving: null, minor: false, spoken: '' });
  }

  connectedCallback() {
    super.connectedCallback();
    this.keys = (event) => this.pressed(event);
    document.addEventListener('keydown', this.keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
  }

  willUpdate(changed) {
    if (changed.has('plan') && changed.get('plan')?.id !== this.plan?.id) Object.assign(this, { problem: null, failedAt: null });
  }

  get busy() {
    return Boolean(this.turn?.running || this.saving);
  }

  /** Changes the plan where it is, and says what has become of it. */
  async change(what, path, body, spoken) {
    this.saving = what;
    try {
      const plan = await post(`/plans/${encodeURIComponent(this.plan.id)}/${path}`, body);
      Object.assign(this, { problem: null, failedAt: null });
      this.spoken = spoken;
      this.tell('plan-changed', { plan });
    } catch (problem) {
      Object.assign(this, { problem, failedAt: path === 'answers' ? what : null });
    }
    this.saving = null;
    await this.updateComplete;
    // What had the focus is gone or was disabled: go on where one was.
    if (!this.contains(document.activeElement)) this.querySelector(path === 'swap' ? '#coverage-head' : '#questions-head')?.focus({ preventScroll: true });
  }

  /** Puts away what a pointer has brought up, until it points elsewhere. */
  pressed(event) {
    if (event.key === 'Escape') this.unpointed = true;
  }

  answer(question, answer) {
    return this.change(question.id, 'answers', [{ questionId: question.id, answer }], `Answered: ${answer}. The plan is changed.`);
  }

  ignore(question) {
    return this.change(question.id, 'answers', [{ questionId: question.id, ignored: true }], 'Ignored: the plan stays as it is.');
  }

  /** Takes another operation for a clause, in this plan. */
  swap(met, { specId, method, path }) {
    return this.change(met.clause, 'swap', { clause: met.clause, specId, method, path }, `${method} ${path} is taken for ${met.clause}.`);
  }

  build() {
    this.tell('say', { text: '', mode: 'build' });
  }

  link(templateId) {
    const chat = this.chatId ? `?chat=${encodeURIComponent(this.chatId)}` : '';
    return `/integrations/${encodeURIComponent(this.integration.id)}/connect${templateId ? `/${encodeURIComponent(templateId)}` : ''}${chat}`;
  }

  /** Where it is not beside the plan. */
  conversation() {
    return `${location.pathname}?${new URLSearchParams({ ...(this.chatId ? { chat: this.chatId } : {}), pane: 'chat' })}`;
  }

  summary(plan) {
    const endpoints = plan.systems.reduce((sum, system) => sum + system.endpoints.length, 0);
    const covered = plan.coverage.filter((one) => one.status === 'covered').length;
    const built = Boolean(this.turn?.connectors.length);
    return html`<section class="card plan-summary" aria-label="Summary of the plan">
      <div class="row apart">
        <div class="stack tight grow">
          ${requirement(plan.requirement)}
          <p class="small muted"><strong>${count(plan.systems.length, 'system')}</strong> · <strong>${count(endpoints, 'endpoint')}</strong> · ${covered} of ${count(plan.coverage.length, 'clause')} covered · ${plan.engine.kind === 'offline' ? 'planned by built-in rules' : `planned with ${plan.engine.model}`} in ${duration(plan.usage.durationMs)}</p>
        </div>
        <button class=${built ? '' : 'primary'} title="Makes the connectors with these endpoints" ?disabled=${this.busy || !endpoints} @click=${this.build}>${this.turn?.running ? html`<span class="spinner" aria-hidden="true"></span> Working…` : built ? 'Build again' : 'Build'}</button>
      </div>
      ${coverageChart(plan.coverage)}
    </section>`;
  }

  built() {
    const connectors = this.turn?.connectors ?? [];
    if (!connectors.length) return nothing;
    return html`<section class="card" aria-labelledby="built-head">
      <div class="row apart section-head"><h2 id="built-head">Built</h2><a class="button small primary" href=${this.link()}>To the connections →</a></div>
      ${outcomes(connectors, (templateId) => this.link(templateId))}
    </section>`;
  }

  notes(plan) {
    if (!plan.notes?.length && !plan.refused?.length) return nothing;
    return html`<section class="card" aria-labelledby="notes-head">
      <h2 id="notes-head">Worth knowing</h2>
      <ul class="small">
        ${(plan.notes ?? []).map((note) => html`<li dir="auto">${note}</li>`)}
        ${(plan.refused ?? []).map((one) => html`<li><strong dir="auto">${one.what}</strong> is not in the plan: <span dir="auto">${one.reason}</span></li>`)}
      </ul>
    </section>`;
  }

  render() {
    const { plan } = this;
    if (!plan) {
      if (this.turn?.running) return html`${waiting(this.turn.step || 'Being planned')}<p class="only-narrow"><a href=${this.conversation()}>Follow it in the conversation</a></p>`;
      return html`<div class="empty"><h2>No plan yet</h2><p>Say in the conversation what the integration must do, and its plan will be here: systems, endpoints with reasons, and what is open.</p>
        <p><a class="button primary only-narrow" href=${this.conversation()}>Open the conversation</a></p></div>`;
    }
    return html`<div class="plan stack loose ${this.unpointed ? 'unpointed' : ''}" aria-busy=${this.busy ? 'true' : 'false'} @pointerover=${() => (this.unpointed = false)}>
      ${this.problem && !this.failedAt ? problemNotice(this.problem) : nothing} ${this.summary(plan)} ${this.built()} ${questions(this, plan)} ${this.notes(plan)} ${coverage(this, plan)}
      <section aria-labelledby="systems-head" class="stack">
        <h2 id="systems-head">Systems ${badge(plan.systems.length, 'count')}</h2>
        ${plan.systems.map((system) => systemCard(system))}
        ${plan.systems.length ? nothing : html`<p class="muted">No system of the catalogue fits. Name one, or attach its spec.</p>`}
      </section>
      ${plan.workflows.map((workflow) => workflowCard(this, plan, workflow))}
      <div class="unseen" role="status" aria-live="polite">${this.spoken}</div>
    </div>`;
  }
}

customElements.define('fe-plan', PlanView);
