import { View, html, nothing } from '../lib/element.js';
import { get, all } from '../lib/api.js';
import { part } from '../lib/part.js';
import { setQuery } from '../lib/router.js';
import './chat.js';
import './plan.js';
import { NEEDS_ATTENTION } from './connect-words.js';

/**
 * An integration: the conversation on one side, what it makes on the other. `?chat=` says which conversation; on a narrow
 * screen `?pane=chat` shows the conversation instead of the work. Listens to `plan-changed` {plan}, `chat-chosen` {chatId} and
 * `connect-changed` from what is inside.
 */
class Integration extends View {
  static properties = { integration: { state: true }, chats: { state: true }, plan: { state: true }, connect: { state: true }, folded: { state: true }, turn: { state: true } };

  key() {
    return this.params.id;
  }

  async load(signal) {
    this.connecting = null;
    const id = encodeURIComponent(this.params.id);
    const [integration, chats, connect] = await Promise.all([
      get(`/integrations/${id}`, {}, { signal }),
      all(`/integrations/${id}/chats`, {}, 200, { signal }),
      get(`/integrations/${id}/connect`, {}, { signal }),
    ]);
    chats.reverse(); // The newest first.
    Object.assign(this, { integration, chats, connect });
    document.title = `${integration.name} · Ferrule`;
    await this.loadPlan(signal);
  }

  /** `?chat=new` is one that is not made yet: that happens with its first message. */
  get chatId() {
    if (this.query.chat === 'new') return null;
    return this.query.chat ?? this.chats?.[0]?.id ?? null;
  }

  async loadPlan(signal) {
    const chat = this.chats.find((one) => one.id === this.chatId);
    const wanted = (this.plannedChat = this.chatId);
    const plan = chat?.planId ? await get(`/plans/${chat.planId}`, {}, { signal }) : null;
    if (wanted === this.plannedChat) this.plan = plan;
  }

  /** What is shown stays when it cannot be had; that the service is gone is said elsewhere. */
  async refreshConnect() {
    const now = await get(`/integrations/${encodeURIComponent(this.params.id)}/connect`).catch(() => null);
    if (now) this.connect = now;
  }

  updated() {
    // Only who looks at it has to fetch it.
    // Once, or a failure would ask again for ever; "Try again" loads anew.
    if (this.params.tab === 'connect') this.connecting ??= part(() => import('./connect.js')).catch((problem) => (this.problem = problem));
    if (!this.loading && !this.problem && this.plannedChat !== this.chatId) this.loadPlan().catch((problem) => (this.problem = problem));
  }

  planChanged({ detail }) {
    this.plan = detail.plan;
    const chat = this.chats.find((one) => one.id === this.chatId);
    if (chat) chat.planId = detail.plan?.id ?? null;
    this.refreshConnect();
  }

  /** Null chooses a new one. */
  chatChosen({ detail }) {
    if (detail.chatId && !this.chats.some((one) => one.id === detail.chatId)) this.refreshChats();
    setQuery({ chat: detail.chatId ?? 'new' }, { replace: detail.instead || this.query.chat === 'new' || !this.chats.length });
  }

  async refreshChats() {
    const chats = await all(`/integrations/${encodeURIComponent(this.params.id)}/chats`, {}, 200).catch(() => null);
    if (chats) this.chats = chats.reverse();
  }

  /** Something that another view wants said in the conversation. */
  say({ detail }) {
    this.folded = false;
    this.querySelector('fe-chat').say(detail);
  }

  address(tab, query = {}) {
    const wanted = new URLSearchParams({ ...(this.query.chat ? { chat: this.query.chat } : {}), ...query });
    return `/integrations/${encodeURIComponent(this.params.id)}/${tab}${wanted.size ? `?${wanted}` : ''}`;
  }

  content() {
    const tab = this.params.tab ?? 'plan';
    const chat = this.query.pane === 'chat';
    const waitingFor = this.connect.templates.filter((entry) => NEEDS_ATTENTION.has(entry.state)).length;
    return html`<div class="integration ${chat ? 'on-chat' : ''} ${this.folded ? 'folded' : ''}" @plan-changed=${this.planChanged} @chat-chosen=${this.chatChosen} @connect-changed=${() => this.refreshConnect()}
        @chats-changed=${() => this.refreshChats()} @turn-changed=${({ detail }) => (this.turn = detail)} @say=${this.say}>
      <section class="talk" id="talk" aria-label="Conversation">
        <fe-chat .integration=${this.integration} .chats=${this.chats} .chatId=${this.chatId} .plan=${this.plan} .prompt=${this.query.say ?? ''}></fe-chat>
      </section>
      <section class="work" aria-label="What it makes">
        <div class="work-head">
          <div class="row apart">
            <h1 class="grow" title=${this.integration.name}><bdi>${this.integration.name}</bdi></h1>
            <button class="quiet small only-wide" aria-controls="talk" aria-expanded=${!this.folded} @click=${() => (this.folded = !this.folded)}>${this.folded ? 'Show the chat' : 'Hide the chat'}</button>
          </div>
          <nav class="tabs" aria-label="Views of the integration">
            <a class="only-narrow" href=${this.address(tab, { pane: 'chat' })} aria-current=${chat ? 'page' : nothing}>Chat</a>
            <a href=${this.address('plan')} aria-current=${tab === 'plan' && !chat ? 'page' : nothing}>Plan</a>
            <a href=${this.address('connect')} aria-current=${tab === 'connect' && !chat ? 'page' : nothing}>
              Connect ${waitingFor ? html`<span class="badge warn count" title="${waitingFor} need attention">${waitingFor}<span class="unseen"> need attention</span></span>` : nothing}
            </a>
          </nav>
        </div>
        <div class="work-body">
          ${tab === 'connect'
            ? html`<fe-connect .integration=${this.integration} .connect=${this.connect} .templateId=${this.params.templateId ?? null} .endpointId=${this.params.endpointId ?? null}></fe-connect>`
            : html`<fe-plan .integration=${this.integration} .plan=${this.plan} .chatId=${this.chatId} .turn=${this.turn ?? null}></fe-plan>`}
        </div>
      </section>
    </div>`;
  }
}

customElements.define('fe-integration', Integration);
