// What a conversation is, apart from how it looks: its messages, the answer on its way, and what is told of both.
import { Element } from '../lib/element.js';
import { get, post, Problem } from '../lib/api.js';
import { setQuery } from '../lib/router.js';
import { forSending } from './attachments.js';
import { stepText } from './message.js';
import { Turn } from './turn.js';

/** Pixels from the end within which one counts as reading the newest. */
const AT_THE_END = 80;

/**
 * The conversation about an integration. Tells `chat-chosen` {chatId}, `chats-changed`, `plan-changed` {plan},
 * `connect-changed` and `turn-changed` {running, connectors}. `say({text, mode})` sends a message for another view.
 */
export class Conversation extends Element {
  static properties = {
    integration: { attribute: false },
    chats: { attribute: false },
    chatId: { attribute: false },
    plan: { attribute: false },
    prompt: { attribute: false },
    messages: { state: true },
    loading: { state: true },
    problem: { state: true },
    turn: { state: true },
    pending: { state: true },
    spoken: { state: true },
    dragging: { state: true },
    behind: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { messages: [], loading: false, problem: null, turn: null, pending: null, spoken: '', shownId: undefined });
  }

  willUpdate(changed) {
    if (changed.has('chatId') && (this.chatId ?? null) !== this.shownId) this.open(this.chatId ?? null);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn?.leave();
    this.turn = null;
    this.shownId = undefined;
    window.removeEventListener('ferrule-back', this.back);
  }

  /** What was written is in the box again; what was not read is read now. */
  back = () => {
    if (this.problem?.status !== 0) return;
    this.problem = null;
    if (this.shownId && !this.messages.length && !this.turn) this.open(this.shownId);
  };

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('ferrule-back', this.back);
    if (this.hasUpdated) this.requestUpdate('chatId');
  }

  async open(id) {
    this.turn?.leave();
    Object.assign(this, { shownId: id, turn: null, pending: null, problem: null, messages: [], loading: Boolean(id), behind: false });
    this.tellTurn();
    try {
      const chat = id ? await get(`/chats/${encodeURIComponent(id)}`) : null;
      if (this.shownId !== id) return;
      this.messages = chat?.messages ?? [];
      this.loading = false;
      this.tellTurn();
      this.toEnd();
      if (chat?.state === 'running') this.follow();
      else this.begin();
    } catch (problem) {
      if (this.shownId === id) Object.assign(this, { problem, loading: false });
    }
  }

  /** Sends what the address asks to say, once; into a conversation that has begun it is only written, for a person to send. */
  begin() {
    if (!this.prompt || this.prompted === this.prompt) return;
    const text = (this.prompted = this.prompt);
    setQuery({ say: null });
    if (this.messages.length) this.updateComplete.then(() => this.composer.put({ text, mode: 'plan' }));
    else this.say({ text, mode: 'plan' });
  }

  get composer() {
    return this.querySelector('fe-composer');
  }

  newTurn(id) {
    const turn = new Turn(id, { changed: () => this.shown(turn), on: (event) => this.happened(turn, event) });
    this.turn = turn;
    this.tellTurn();
    this.ticking ??= setInterval(() => this.tick(), 1000);
    return turn;
  }

  /** Draws anew while an answer is on its way, since what it took so far is shown. */
  tick() {
    if (this.turn) return this.requestUpdate();
    clearInterval(this.ticking);
    this.ticking = null;
  }

  /** Sends a message and follows its answer; resolves when that is over. */
  async say(draft) {
    if (this.turn || this.starting) return;
    const { text, mode, attachments = [], specIds } = draft;
    this.problem = null;
    this.starting = true;
    this.pending = { role: 'user', mode, text, attachments };
    this.toEnd();
    let turn;
    try {
      const id = this.shownId ?? (await this.newChat());
      turn = this.newTurn(id);
      this.starting = false;
      await turn.send({ mode, text: text || (mode === 'build' ? 'go' : ''), ...(specIds?.length ? { specIds } : {}), ...(attachments.length ? { attachments: forSending(attachments) } : {}) });
    } catch (problem) {
      this.starting = false;
      await this.refused(turn, problem, draft);
      return;
    }
    await this.settle(turn);
  }

  async newChat() {
    const chat = await post(`/integrations/${encodeURIComponent(this.integration.id)}/chats`, {});
    this.shownId = chat.id;
    this.tell('chat-chosen', { chatId: chat.id });
    return chat.id;
  }

  async refused(turn, problem, draft) {
    if (turn?.left) return;
    this.turn = null;
    this.tellTurn();
    // When nothing came back the message may have been taken all the same.
    if (problem.status === 0 && this.shownId && (await this.wasTaken(draft.text))) return;
    Object.assign(this, { pending: null, problem });
    if (problem instanceof Problem) this.composer.put({ text: draft.text, mode: draft.mode, attachments: draft.attachments, editing: draft.editing ?? null });
    if (problem.code === 'chat-busy') this.follow();
  }

  async wasTaken(text) {
    const chat = await get(`/chats/${encodeURIComponent(this.shownId)}`).catch(() => null);
    const last = chat?.messages.filter((one) => one.role === 'user').at(-1);
    if (!chat || chat.messages.length <= this.messages.length || last?.text !== text) return false;
    Object.assign(this, { messages: chat.messages, pending: null });
    if (chat.state === 'running') this.follow();
    return true;
  }

  /** Listens to the answer that is being made, since the page was left or by somebody else's message. */
  async follow() {
    const turn = this.newTurn(this.shownId);
    try {
      await turn.follow();
    } catch (problem) {
      if (!turn.left) this.problem = problem;
    }
    await this.settle(turn);
  }

  happened(turn, { event, data }) {
    if (turn !== this.turn) return;
    if (event === 'step') {
      this.spoken = stepText(data);
      this.tellTurn();
    }
    if (event === 'plan') this.tell('plan-changed', { plan: data });
    if (event === 'connector') {
      this.tellTurn();
      this.tell('connect-changed');
    }
  }

  shown(turn) {
    if (turn !== this.turn || this.painting) return;
    this.painting = true;
    const paint = () => {
      this.painting = false;
      this.requestUpdate();
    };
    // Tokens come faster than anybody reads: once for each picture is enough.
    if (document.hidden) setTimeout(paint, 50);
    else requestAnimationFrame(paint);
  }

  async settle(turn) {
    if (turn.left || turn !== this.turn) return;
    const [chat, plan] = await Promise.all([get(`/chats/${encodeURIComponent(turn.chatId)}`).catch(() => null), turn.planId ? get(`/plans/${encodeURIComponent(turn.planId)}`).catch(() => null) : null]);
    if (turn.left || turn !== this.turn) return;
    const kept = [...this.messages, ...(this.pending ? [this.pending] : []), ...(turn.message ? [turn.message] : [])];
    Object.assign(this, { messages: chat?.messages ?? kept, pending: null, turn: null });
    if (turn.failure && !chat) this.problem = turn.failure;
    if (plan) this.tell('plan-changed', { plan });
    this.tell('chats-changed');
    this.tell('connect-changed');
    this.tellTurn();
    this.spoken = turn.failure ? `There is no answer: ${turn.failure.detail}` : `The answer is there. ${(turn.message?.text ?? '').split('\n')[0]}`;
  }

  async stop() {
    const turn = this.turn;
    if (!turn) return;
    turn.stopping = true;
    this.requestUpdate();
    try {
      await post(`/chats/${encodeURIComponent(turn.chatId)}/cancel`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  tellTurn() {
    const build = this.messages.filter((one) => one.connectors?.length).at(-1);
    this.tell('turn-changed', { running: Boolean(this.turn), step: this.turn?.steps.length ? stepText(this.turn.steps.at(-1)) : '', connectors: this.turn?.connectors.length ? this.turn.connectors : (build?.connectors ?? []) });
  }

  /** Shows the newest, and follows it until somebody scrolls up to read. */
  toEnd() {
    this.behind = false;
    this.follows();
  }

  follows() {
    const log = this.querySelector('.log');
    const begun = this.messages.length || this.pending || this.turn;
    if (log && begun && !this.behind) log.scrollTop = log.scrollHeight;
  }

  updated() {
    this.follows();
  }

  /** Something in the log was opened, so that its end is elsewhere. The event does not bubble. */
  unfolded = { capture: true, handleEvent: () => this.scrolled({ target: this.querySelector('.log') }) };

  scrolled({ target }) {
    this.behind = target.scrollHeight - target.scrollTop - target.clientHeight > AT_THE_END;
  }
}
