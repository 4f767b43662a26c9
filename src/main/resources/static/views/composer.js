import { Element, html, nothing, live } from '../lib/element.js';
import { clip, link } from '../lib/icons.js';
import { attachmentList, byAddress, read, specAddressIn, MOST } from './attachments.js';
import { found, mentionList, writtenAt } from './mentions.js';
import { MODES } from './message.js';

const ASKS_FOR = {
  plan: 'Say what the integration must do, or what to change',
  build: 'Say “go”, or what to change before it is built',
  ask: 'Ask about the plan, a system or an operation',
};
const WAIT = 120;

/**
 * The box in which a message is written. Tells `message-written` {text, mode, attachments}, `message-stopped` and, when Up is
 * pressed in the empty box, `last-wanted`. What is written for a chat stays with it while the page is open.
 */
class Composer extends Element {
  static properties = {
    chatId: { attribute: false },
    running: { attribute: false },
    stopping: { attribute: false },
    mode: { state: true },
    text: { state: true },
    attachments: { state: true },
    refused: { state: true },
    mentions: { state: true },
    chosen: { state: true },
    editing: { state: true },
    addressing: { state: true },
    passed: { state: true },
    over: { attribute: false },
  };

  constructor() {
    super();
    Object.assign(this, { mode: 'plan', text: '', attachments: [], refused: [], mentions: null, chosen: 0, editing: null, addressing: false, passed: null, drafts: new Map() });
  }

  willUpdate(changed) {
    if (!changed.has('chatId') || changed.get('chatId') === undefined) return;
    this.drafts.set(changed.get('chatId'), { text: this.text, attachments: this.attachments });
    Object.assign(this, { text: '', attachments: [], refused: [], editing: null, mentions: null }, this.drafts.get(this.chatId));
  }

  get box() {
    return this.querySelector('textarea');
  }

  /** Puts something into the box to be looked at again before it is sent; `editing` says of which message it is. */
  put({ text, mode, attachments = [], editing = null }) {
    Object.assign(this, { text, mode: mode ?? this.mode, attachments, editing, refused: [] });
    this.updateComplete.then(() => {
      this.box.focus();
      this.box.setSelectionRange(text.length, text.length);
    });
  }

  async add(files) {
    const { attachments, refused } = await read(files, MOST - this.attachments.length);
    this.attachments = [...this.attachments, ...attachments];
    this.refused = refused;
    this.box.focus();
  }

  /** Takes a document by its address; the service fetches it when the message is sent. */
  attachAddress(address) {
    const one = byAddress(address);
    if (!one) this.refused = ['An address begins with https:// or http:// and leads to a document.'];
    else if (this.attachments.length >= MOST) this.refused = [`At most ${MOST} files go with a message.`];
    else Object.assign(this, { attachments: [...this.attachments, one], refused: [], addressing: false });
    if (!this.refused.length) this.updateComplete.then(() => this.box.focus());
  }

  addressKeys(event) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter') return this.attachAddress(event.target.value);
    this.addressing = false;
    this.box.focus();
  }

  async askAddress() {
    this.addressing = !this.addressing;
    await this.updateComplete;
    this.querySelector('#attach-address')?.focus();
  }

  send(event) {
    event?.preventDefault();
    const text = this.text.trim();
    if (this.running || (!text && !this.attachments.length && this.mode !== 'build')) return;
    const { mode, attachments, editing } = this;
    Object.assign(this, { text: '', attachments: [], refused: [], editing: null, mentions: null });
    this.box.focus();
    this.tell('message-written', { text, mode, attachments, editing });
  }

  typed(event) {
    this.text = event.target.value;
    this.look();
  }

  /** Looks for a mention at the caret. */
  look() {
    clearTimeout(this.timer);
    const box = this.box;
    this.written = box.selectionStart === box.selectionEnd ? writtenAt(box.value, box.selectionStart) : null;
    if (!this.written) return this.close();
    this.timer = setTimeout(() => this.find(this.written?.words ?? ''), WAIT);
  }

  async find(words) {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    try {
      const items = await found(words, asking.signal);
      if (!asking.signal.aborted && this.written) Object.assign(this, { mentions: items, chosen: 0 });
    } catch {
      // A newer one is asked for.
    }
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.written = null;
    this.mentions = null;
  }

  take(mention) {
    const { start } = this.written;
    const caret = this.box.selectionEnd;
    const after = this.text.slice(caret).replace(/^"/, '');
    this.text = this.text.slice(0, start) + mention.written + after;
    this.close();
    this.updateComplete.then(() => this.box.setSelectionRange(start + mention.written.length, start + mention.written.length));
  }

  pressed(event) {
    if (event.isComposing) return;
    if (this.mentions?.length && this.pressedInList(event)) return event.preventDefault();
    if (event.key === 'Escape' && (this.mentions || this.editing)) {
      event.preventDefault();
      if (this.mentions) this.close();
      else this.leaveEditing();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'ArrowUp' && !this.text && !event.shiftKey) {
      event.preventDefault();
      this.tell('last-wanted');
    }
  }

  pressedInList({ key, shiftKey }) {
    const many = this.mentions.length;
    if (key === 'ArrowDown') this.chosen = (this.chosen + 1) % many;
    else if (key === 'ArrowUp') this.chosen = (this.chosen + many - 1) % many;
    else if ((key === 'Enter' || key === 'Tab') && !shiftKey) this.take(this.mentions[this.chosen]);
    else return false;
    this.updateComplete.then(() => this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
    return true;
  }

  leaveEditing() {
    Object.assign(this, { editing: null, text: '', attachments: [] });
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.add(files);
  }

  picked(event) {
    this.add([...event.target.files]);
    event.target.value = '';
  }

  modes() {
    return html`<fieldset class="modes" aria-label="What the message is for">
      ${Object.entries(MODES).map(
        ([value, name]) => html`<label><input type="radio" name="mode" value=${value} .checked=${live(this.mode === value)} @change=${() => (this.mode = value)} /><span>${name}</span></label>`,
      )}
    </fieldset>`;
  }

  /** The field for an address, or the offer to take one that was written. */
  address() {
    if (this.addressing) {
      return html`<div class="attach-address row"><label for="attach-address" class="small">Address of a spec</label>
        <input id="attach-address" class="mono grow" type="url" autocomplete="off" spellcheck="false" placeholder="https://api.example.com/openapi.json" @keydown=${this.addressKeys} />
        <button type="button" class="small" @click=${() => this.attachAddress(this.querySelector('#attach-address').value)}>Attach</button>
        <button type="button" class="small quiet" @click=${this.askAddress}>Cancel</button></div>`;
    }
    const found = specAddressIn(this.text, this.attachments);
    if (!found || found === this.passed) return nothing;
    return html`<div class="attach-address row small"><span class="grow">Is <bdi class="mono">${found}</bdi> a spec that is meant?</span>
      <button type="button" class="small" @click=${() => this.attachAddress(found)}>Attach it</button>
      <button type="button" class="small quiet" @click=${() => (this.passed = found)}>No</button></div>`;
  }

  render() {
    const open = Boolean(this.mentions?.length);
    return html`<form class="composer ${this.over ? 'over' : ''}" @submit=${this.send} aria-label="Message">
      ${this.editing ? html`<div class="editing row apart small"><span>${this.editing.note}</span><button type="button" class="small quiet" @click=${this.leaveEditing}>Leave it as it is</button></div>` : nothing}
      ${this.refused.length ? html`<div class="notice warn small" role="alert"><ul class="grow plain">${this.refused.map((one) => html`<li dir="auto">${one}</li>`)}</ul></div>` : nothing}
      ${mentionList(this.mentions, this.chosen, (one) => this.take(one))}
      <span class="unseen" role="status">${open ? `${this.mentions.length} to mention; arrows choose, Enter takes` : ''}</span>
      <div class="box">
        ${attachmentList(this.attachments, {
          remove: (at) => (this.attachments = this.attachments.filter((_, other) => other !== at)),
          change: (at, kind) => (this.attachments = this.attachments.map((one, other) => (other === at ? { ...one, kind } : one))),
        })}
        <textarea id="message-box" aria-label="Message" rows="2" dir="auto" maxlength="20000" placeholder=${ASKS_FOR[this.mode]} .value=${live(this.text)}
          aria-autocomplete="list" aria-controls=${open ? 'mentions' : nothing} aria-activedescendant=${open ? `mention-${this.chosen}` : nothing} aria-describedby="message-hint"
          @input=${this.typed} @keydown=${this.pressed} @paste=${this.pasted} @blur=${this.close}
          @click=${this.look}></textarea>
        ${this.address()}
        <div class="composer-foot">
          ${this.modes()}
          <div class="row end">
            <label class="button quiet small attach" title="Attach specs, examples or texts"><input type="file" multiple class="unseen" aria-label="Attach files" accept=".json,.yaml,.yml,.txt,.md,.markdown,.csv,application/json,application/yaml,text/*" @change=${this.picked} />${clip}<span class="attach-word"> Attach</span></label>
            <button type="button" class="quiet small" aria-label="Attach by address" title="Attach a spec by its address" aria-expanded=${this.addressing ? 'true' : 'false'} @click=${this.askAddress}>${link}</button>
            ${this.running
              ? html`<button type="button" class="stop" ?disabled=${this.stopping} @click=${() => this.tell('message-stopped')}><span class="square" aria-hidden="true"></span> ${this.stopping ? 'Stopping…' : 'Stop'}</button>`
              : html`<button class="primary" ?disabled=${!this.text.trim() && !this.attachments.length && this.mode !== 'build'}>${this.mode === 'build' && !this.text.trim() ? 'Build it' : 'Send'}</button>`}
          </div>
        </div>
      </div>
      <p id="message-hint" class="composer-hint small muted"><span><kbd>Enter</kbd> sends · <kbd>Shift</kbd>+<kbd>Enter</kbd> new line · <kbd>@</kbd> a system · <kbd>↑</kbd> edit the last</span></p>
    </form>`;
  }
}

customElements.define('fe-composer', Composer);
