import { html, nothing, repeat } from '../lib/element.js';
import { post } from '../lib/api.js';
import { problemNotice, waiting } from '../lib/widgets.js';
import { cross, down } from '../lib/icons.js';
import { Conversation } from './conversation.js';
import { answered, coming, said } from './message.js';
import { examples, nextQuestion, planCard } from './chat-parts.js';
import './chat-history.js';
import './composer.js';

/** The content of a file is not kept, but the specs that files became are. */
const specsOf = (answer) => (answer?.attachments ?? []).map((one) => one.specId).filter(Boolean);

const TAKES_BACK = /^\s*(never ?mind|undo|forget|take|scratch|revert)/i;

/** The conversation beside the work: its history, its messages, and the box to write in. */
class Chat extends Conversation {
  /** Where the plan is not beside the conversation. */
  narrow = matchMedia('(max-width: 56rem)');
  turned = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.turned);
  }

  answerTo(message) {
    return this.messages.find((one) => one.inReplyTo === message.id);
  }

  /** What sending an edited message means for the plan: the last change of it is taken back first, an earlier one stays. */
  editing(message) {
    const earlier = this.messages.slice(0, this.messages.indexOf(message)).filter((one) => one.planId).at(-1);
    const answer = this.answerTo(message);
    const last = message === this.messages.filter((one) => one.role === 'user').at(-1);
    const changed = message.mode === 'plan' && answer?.planId && answer.planId !== earlier?.planId && !TAKES_BACK.test(message.text);
    const specIds = specsOf(answer);
    const files = (message.attachments ?? []).length > specIds.length ? ' Attach its files again where they still count.' : '';
    if (!changed) return { specIds, note: `A copy of your message: it is sent as a new one.${files}` };
    if (!last) return { specIds, note: `A copy of your message. What was agreed since stays: it is sent as a new one.${files}` };
    if (!earlier) return { specIds, note: `You edit the requirement: the plan begins anew with it.${files}`, anew: true };
    return { specIds, note: `You edit your last message: what it changed is taken back first.${files}`, undo: true };
  }

  edit(message) {
    this.composer.put({ text: message.text, mode: message.mode, editing: this.editing(message) });
  }

  editLast() {
    const last = this.messages.filter((one) => one.role === 'user').at(-1);
    if (last) this.edit(last);
  }

  async written({ detail }) {
    const { editing } = detail;
    if (editing?.undo) {
      await this.say({ text: 'never mind', mode: 'plan' });
      if (this.problem || this.turn) return this.composer.put(detail);
    }
    const draft = { ...detail, specIds: editing?.specIds };
    await this.say(editing?.anew ? { ...draft, text: `Start over: ${detail.text}` } : draft);
  }

  again(message) {
    const question = this.messages.find((one) => one.id === message.inReplyTo);
    if (!question) return;
    this.say({ text: question.text, mode: question.mode, specIds: specsOf(message) });
  }

  retry(message) {
    if (this.turn) return undefined;
    const last = message === this.messages.at(-1);
    return message.state !== 'complete' || (last && message.mode === 'ask') ? () => this.again(message) : undefined;
  }

  get busy() {
    return Boolean(this.turn || this.saving);
  }

  answer(question, answer) {
    return this.settleQuestion(question, { answer });
  }

  ignore(question) {
    return this.settleQuestion(question, { ignored: true });
  }

  async settleQuestion(question, how) {
    this.saving = question.id;
    this.requestUpdate();
    try {
      const plan = await post(`/plans/${encodeURIComponent(this.plan.id)}/answers`, [{ questionId: question.id, ...how }]);
      this.tell('plan-changed', { plan });
    } catch (problem) {
      this.problem = problem;
    }
    this.saving = null;
    this.requestUpdate();
  }

  link(templateId) {
    return `/integrations/${encodeURIComponent(this.integration.id)}/connect/${encodeURIComponent(templateId)}?chat=${encodeURIComponent(this.chatId ?? '')}`;
  }

  dragged(event) {
    if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  }

  dropped(event) {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.dragging = false;
    this.composer.add([...event.dataTransfer.files]);
  }

  log() {
    if (this.loading) return waiting('Reading the conversation');
    if (this.problem && !this.messages.length && this.shownId && !this.pending) return nothing;
    if (!this.messages.length && !this.pending && !this.turn) return examples((text) => this.say({ text, mode: 'plan' }));
    const link = (templateId) => this.link(templateId);
    const lastPlanned = this.messages.filter((one) => one.planId).at(-1);
    return html`<ol class="messages plain" aria-label="Messages">
      ${repeat(
        this.messages,
        (one) => one.id,
        (one) =>
          one.role === 'user'
            ? said(one, { edit: this.turn ? undefined : () => this.edit(one) })
            : answered(one, { retry: this.retry(one), link, planCard: one === lastPlanned ? [planCard(this.plan, this.integration, this.chatId), this.narrow.matches ? nextQuestion(this, this.plan) : nothing] : nothing }),
      )}
      ${this.pending ? said(this.pending) : nothing} ${this.turn ? coming(this.turn, { link }) : nothing}
    </ol>`;
  }

  render() {
    return html`<div class="chat ${this.dragging ? 'dragging' : ''}" @dragenter=${this.dragged} @dragover=${this.dragged}
        @dragleave=${(event) => event.currentTarget.contains(event.relatedTarget) || (this.dragging = false)} @drop=${this.dropped}>
      <fe-chat-history .integration=${this.integration} .chats=${this.chats} .chatId=${this.chatId}></fe-chat-history>
      <div class="log-frame">
        <div class="log" tabindex="0" role="region" aria-label="Conversation so far" @scroll=${this.scrolled} @toggle=${this.unfolded}>${this.log()}</div>
        ${this.behind ? html`<button class="small to-end" @click=${() => this.toEnd()}>${down} To the newest</button>` : nothing}
      </div>
      ${this.problem ? html`<div class="chat-problem">${problemNotice(this.problem, this.messages.length || this.pending ? undefined : () => this.open(this.shownId))}<button class="quiet small" aria-label="Close this notice" @click=${() => (this.problem = null)}>${cross}</button></div>` : nothing}
      <fe-composer .chatId=${this.chatId} .running=${Boolean(this.turn)} .stopping=${Boolean(this.turn?.stopping)} .over=${this.dragging} @message-written=${this.written} @message-stopped=${this.stop} @last-wanted=${this.editLast}></fe-composer>
      <div class="unseen" role="status" aria-live="polite">${this.spoken}</div>
      ${this.dragging ? html`<div class="drop-hint" aria-hidden="true">Drop specs, JSON examples or texts</div>` : nothing}
    </div>`;
  }
}

customElements.define('fe-chat', Chat);
