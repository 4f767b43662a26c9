// One answer on its way: what has come of it so far, and how to go on listening when the line breaks.
import { stream, Problem } from '../lib/api.js';
import { isLarge } from './upload-bar.js';

const SHORTEST_WAIT = 400;
const LONGEST_WAIT = 8000;

const pause = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/**
 * Follows the stream of one answer. `on(event)` is told of each; `changed()` when there is something new to show. The service
 * works on whether somebody listens or not, so that `leave()` only ends the listening.
 */
export class Turn {
  constructor(chatId, { changed, on }) {
    Object.assign(this, { chatId, changed, on });
    this.steps = [];
    this.text = '';
    this.connectors = [];
    this.message = null;
    this.planId = null;
    this.failure = null;
    this.gone = null;
    this.lastEventId = null;
    this.ended = false;
    this.broken = false;
    this.stopping = false;
    this.startedAt = Date.now();
    this.asking = new AbortController();
  }

  leave() {
    this.asking.abort();
  }

  get left() {
    return this.asking.signal.aborted;
  }

  /** Sends a message and follows its answer. Rejects when the message was refused, so that it may be sent again. */
  send(body) {
    const characters = (body.attachments ?? []).reduce((sum, one) => sum + (one.content?.length ?? 0), 0);
    const sent = (bytes, of) => {
      this.gone = { bytes, of };
      this.changed();
    };
    return this.follow({ method: 'POST', body, sent: isLarge(characters) ? sent : undefined });
  }

  /** Follows the answer that is being made already, from its beginning. */
  async follow({ method = 'GET', body, sent } = {}) {
    const path = `/chats/${encodeURIComponent(this.chatId)}`;
    let failures = 0;
    while (!this.ended && !this.left) {
      const before = this.lastEventId;
      try {
        const more = await stream(method, method === 'POST' ? `${path}/messages` : `${path}/events`, {
          body: this.lastEventId ? undefined : body,
          lastEventId: this.lastEventId,
          signal: this.asking.signal,
          sent: method === 'POST' ? sent : undefined,
          on: (event) => this.take(event),
        });
        if (!more) this.ended = true;
      } catch (failure) {
        if (this.left) return;
        const refused = failure instanceof Problem && failure.status > 0;
        if (refused || (method === 'POST' && !this.lastEventId)) throw failure;
      }
      if (this.ended || this.left) return;
      // The service never hangs up before the end: the line broke.
      method = 'GET';
      failures = this.lastEventId === before ? failures + 1 : 1;
      this.broken = true;
      this.changed();
      await pause(Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures), this.asking.signal);
    }
  }

  take({ event, data, id }) {
    if (id) {
      if (id === this.lastEventId) return;
      this.lastEventId = id;
    }
    this.broken = false;
    if (event === 'step') this.step(data);
    else if (event === 'token') this.text += data.text;
    else if (event === 'connector') this.connectors = [...this.connectors, data];
    else if (event === 'done') Object.assign(this, { ended: true, message: data.message, planId: data.planId });
    else if (event === 'error') Object.assign(this, { ended: true, failure: data });
    this.on({ event, data });
    this.changed();
  }

  step(data) {
    // What was said so far is said anew.
    if (data.kind === 'retry' || data.kind === 'fallback') this.text = '';
    this.steps = [...this.steps, data];
  }
}
