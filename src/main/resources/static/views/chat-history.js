import { Element, html, nothing, repeat } from '../lib/element.js';
import { del, patch } from '../lib/api.js';
import { bin, fold, pencil, plus } from '../lib/icons.js';
import { ago } from '../lib/format.js';
import { problemNotice, toast } from '../lib/widgets.js';

const MANY = 8;

/** Which conversation one is in, and the others: a list that opens below the name. Tells `chat-chosen` and `chats-changed`. */
class ChatHistory extends Element {
  static properties = {
    integration: { attribute: false },
    chats: { attribute: false },
    chatId: { attribute: false },
    open: { state: true },
    words: { state: true },
    renaming: { state: true },
    removing: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { open: false, words: '', renaming: null, removing: null, problem: null });
    this.outside = (event) => this.contains(event.target) || this.close(false);
  }

  willUpdate(changed) {
    if (!changed.has('open')) return;
    if (this.open) document.addEventListener('pointerdown', this.outside);
    else document.removeEventListener('pointerdown', this.outside);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.outside);
  }

  close(focus = true) {
    Object.assign(this, { open: false, renaming: null, removing: null, words: '', problem: null });
    if (focus) this.querySelector('.chat-switch').focus();
  }

  /** `instead` when there is no way back to the one before. */
  choose(id, instead = false) {
    this.close();
    this.tell('chat-chosen', { chatId: id, instead });
  }

  async rename(event, chat) {
    event.preventDefault();
    const title = event.target.elements.title.value.trim();
    await this.tried(async () => {
      if (title && title !== chat.title) await patch(`/chats/${chat.id}`, { title });
      this.renaming = null;
    });
  }

  async forget(chat) {
    await this.tried(async () => {
      await del(`/chats/${chat.id}`);
      this.removing = null;
      toast(`“${chat.title}” is deleted. What it planned and built stays.`);
      if (chat.id === this.chatId) this.choose(this.chats.find((one) => one.id !== chat.id)?.id ?? null, true);
    });
  }

  async tried(what) {
    try {
      await what();
      this.problem = null;
      this.tell('chats-changed');
    } catch (problem) {
      this.problem = problem;
    }
  }

  pressed(event) {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    if (this.renaming || this.removing) Object.assign(this, { renaming: null, removing: null });
    else this.close();
  }

  row(chat) {
    if (this.renaming === chat.id) {
      return html`<form class="row" @submit=${(event) => this.rename(event, chat)}>
        <input class="grow" name="title" aria-label="Name of the chat" maxlength="120" .value=${chat.title} autofocus dir="auto" />
        <button class="small primary">Save</button><button type="button" class="small quiet" @click=${() => (this.renaming = null)}>Cancel</button>
      </form>`;
    }
    if (this.removing === chat.id) {
      return html`<div class="row" role="group" aria-label="Delete this chat?">
        <span class="grow small">Delete it? Its plan and connectors stay.</span>
        <button class="small danger" @click=${() => this.forget(chat)}>Delete</button><button class="small quiet" @click=${() => (this.removing = null)}>Keep</button>
      </div>`;
    }
    return html`<div class="row">
      <button class="grow pick" aria-current=${chat.id === this.chatId ? 'true' : nothing} @click=${() => this.choose(chat.id)}>
        <span dir="auto">${chat.title}</span><span class="small muted">${chat.state === 'running' ? 'answering…' : ago(chat.updatedAt)}</span>
      </button>
      <button class="quiet small" aria-label="Rename ${chat.title}" @click=${() => this.focusing(() => (this.renaming = chat.id), 'input[name=title]')}>${pencil}</button>
      <button class="quiet small" aria-label="Delete ${chat.title}" @click=${() => this.focusing(() => (this.removing = chat.id), '.danger')}>${bin}</button>
    </div>`;
  }

  async focusing(change, selector) {
    change();
    await this.updateComplete;
    this.querySelector(selector)?.focus();
  }

  list() {
    const words = this.words.trim().toLowerCase();
    const shown = this.chats.filter((one) => !words || one.title.toLowerCase().includes(words));
    return html`<div class="chat-list" id="chat-list" role="region" aria-label="Chats of this integration">
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${this.chats.length > MANY ? html`<input type="search" aria-label="Find a chat" placeholder="Find a chat" .value=${this.words} @input=${(event) => (this.words = event.target.value)} />` : nothing}
      <ul class="plain">
        ${repeat(
          shown,
          (one) => one.id,
          (one) => html`<li>${this.row(one)}</li>`,
        )}
      </ul>
      ${shown.length ? nothing : html`<p class="small muted">${this.chats.length ? 'No chat has such a name.' : 'There is no chat yet.'}</p>`}
    </div>`;
  }

  render() {
    const chats = this.chats ?? [];
    const now = chats.find((one) => one.id === this.chatId);
    return html`<div class="chat-head" @keydown=${this.pressed}>
      <button class="quiet chat-switch" aria-expanded=${this.open ? 'true' : 'false'} aria-controls=${this.open ? 'chat-list' : nothing} @click=${() => (this.open ? this.close() : (this.open = true))}>
        <span class="unseen">Chat: </span><span class="title" dir="auto">${now?.title ?? 'New chat'}</span>${fold}
      </button>
      <button class="small" ?disabled=${!this.chatId} @click=${() => this.choose(null)}>${plus} New chat</button>
      ${this.open ? this.list() : nothing}
    </div>`;
  }
}

customElements.define('fe-chat-history', ChatHistory);
