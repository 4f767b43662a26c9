// All that the page says to the service goes through here: the public API, as anybody may use it.
import { upload } from './upload.js';

/** A refusal by the service (RFC 9457), or what stands for one when the service cannot be reached. */
export class Problem extends Error {
  constructor({ status = 0, code = 'unreachable', title = '', detail = '', errors = [], ...more }) {
    super(detail || title || code);
    // What only some problems have, such as the token of one that wants to be confirmed, is in `more`.
    Object.assign(this, { status, code, title, detail: detail || title, errors, more });
  }

  /** What is wrong with the value at a JSON Pointer, or undefined. */
  at(pointer) {
    return this.errors.find((error) => error.pointer === pointer)?.message;
  }
}

const BASE = '/api/v1';
let csrfToken = '';

/** Tells the page that the session has ended (as an event of the window, so that nobody has to know the shell). */
const signedOut = () => window.dispatchEvent(new CustomEvent('ferrule-signed-out'));

export function useCsrfToken(token) {
  csrfToken = token;
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem({ code: 'unexpected-answer', title: `The service answered ${response.status}.`, ...body, status: response.status });
}

function urlOf(path, query = {}) {
  const url = new URL(path.startsWith('/v3') ? path : BASE + path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') url.searchParams.append(name, one);
    }
  }
  return url;
}

/**
 * Sends one request. `body` is JSON unless it is a FormData, Blob or string. Rejects with a {@link Problem}. Whoever gives
 * `sent(bytes, ofBytes)` is told how much of the body has gone; `came(text)` then gets the answer's text as it comes.
 */
export async function send(method, path, { query, body, headers = {}, signal, ifMatch, key, sent, came } = {}) {
  const raw = body === undefined || body instanceof FormData || body instanceof Blob || typeof body === 'string';
  const all = { Accept: 'application/json', ...headers };
  if (!raw) all['Content-Type'] = 'application/json';
  if (csrfToken && method !== 'GET') all['X-Csrf-Token'] = csrfToken;
  if (ifMatch) all['If-Match'] = ifMatch;
  if (key) all['Idempotency-Key'] = key;
  let response;
  try {
    const content = raw ? body : JSON.stringify(body);
    response = sent
      ? await upload(method, urlOf(path, query), { headers: all, body: content, signal, sent, came })
      : await fetch(urlOf(path, query), { method, headers: all, body: content, signal, credentials: 'same-origin' });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    window.dispatchEvent(new CustomEvent('ferrule-offline'));
    throw new Problem({ title: 'The service cannot be reached.', detail: 'The service cannot be reached. Is it running, and is this machine online?' });
  }
  window.dispatchEvent(new CustomEvent('ferrule-online'));
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && !path.startsWith('/session')) signedOut();
  throw problem;
}

async function json(method, path, options) {
  const response = await send(method, path, options);
  const text = await response.text();
  const value = text ? JSON.parse(text) : null;
  const etag = response.headers.get('ETag');
  // Not part of what the service said, but needed to say later which state an update was meant for.
  if (etag && value && typeof value === 'object') Object.defineProperty(value, 'etag', { value: etag });
  return value;
}

export const get = (path, query, options) => json('GET', path, { query, ...options });
export const post = (path, body = {}, options) => json('POST', path, { body, ...options });
export const put = (path, body, options) => json('PUT', path, { body, ...options });
export const patch = (path, body, options) => json('PATCH', path, { body, ...options });
export const del = (path, options) => json('DELETE', path, options);

/** All items of a list, page by page, at most `most` of them; `more` says whether there would have been others. */
export async function all(path, query = {}, most = 500, options) {
  const items = [];
  let cursor;
  do {
    const page = await get(path, { limit: Math.min(200, most - items.length), ...query, cursor }, options);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < most);
  return Object.assign(items, { more: Boolean(cursor) });
}

/**
 * Reads server-sent events and calls `on({event, data, id})` for each, data parsed. Resolves when the service ends the stream
 * with `204` for "there is nothing more", `true` otherwise.
 */
export async function stream(method, path, { body, lastEventId, signal, on, sent }) {
  const headers = { Accept: 'text/event-stream' };
  if (lastEventId) headers['Last-Event-ID'] = lastEventId;
  let rest = '';
  const came = (text) => {
    const blocks = (rest + text).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) on(event);
    }
  };
  const response = await send(method, path, { body, headers, signal, sent, came });
  if (response.status === 204) return false;
  if (sent) return true;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return true;
    came(value);
  }
}

function eventOf(block) {
  const event = { event: 'message', data: '', id: undefined };
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue; // a comment, which keeps the connection open
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') event.data += (event.data ? '\n' : '') + value;
    else if (name === 'event' || name === 'id') event[name] = value;
  }
  if (!event.data) return null;
  return { ...event, data: JSON.parse(event.data) };
}
