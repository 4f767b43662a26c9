// What comes with a message: files that were dropped, pasted or picked, read as text in the browser.
import { html, nothing } from '../lib/element.js';
import { cross } from '../lib/icons.js';
import { size } from '../lib/format.js';

export const MOST = 5;
const LARGEST = 64 << 20;
const KINDS = [
  ['', 'Detect'],
  ['spec', 'API spec'],
  ['json', 'JSON example'],
  ['text', 'Text'],
  ['markdown', 'Markdown'],
];
const BY_NAME = [
  [/\.(md|markdown)$/i, 'markdown'],
  [/\.(txt|log|csv)$/i, 'text'],
];

/** What a file's name says of its kind; where it could be a spec the service looks for itself. */
const kindOf = (name) => BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? '';

/** Reads files: `{attachments, refused}`, the latter as sentences. */
export async function read(files, room) {
  const attachments = [];
  const refused = [];
  for (const file of files) {
    if (attachments.length >= room) {
      refused.push(`At most ${MOST} files go with a message: “${file.name}” stays out.`);
      continue;
    }
    if (file.size > LARGEST) {
      refused.push(`“${file.name}” has ${size(file.size)}; 64 MB is the most.`);
      continue;
    }
    const content = await file.text();
    if (content.includes('\u0000') || content.includes('\ufffd')) refused.push(`“${file.name}” is not text, so it cannot be read.`);
    else if (!content.trim()) refused.push(`“${file.name}” is empty.`);
    else attachments.push({ name: file.name, kind: kindOf(file.name), content, size: file.size });
  }
  return { attachments, refused };
}

const ADDRESS = /^https?:\/\/[^\s/]+\/\S*$/i;
const ADDRESSES = /https?:\/\/[^\s<>"'`]+/gi;
const DOCUMENT = /\.(json|ya?ml)(\?|#|$)|openapi|swagger|api-docs/i;

/** What is at an address, which the service fetches under its rules for specs; null when it is no address of the web. */
export function byAddress(text) {
  const url = text.trim();
  if (!ADDRESS.test(url) || !URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  return { name: `${host}${pathname}`.slice(0, 120), kind: '', url };
}

/** The first address in a text that looks like one of a spec and is not attached yet. */
export function specAddressIn(text, attachments) {
  const found = [...text.matchAll(ADDRESSES)].map(([url]) => url.replace(/[.,;:!?)\]]+$/, ''));
  return found.find((url) => DOCUMENT.test(url) && byAddress(url) && !attachments.some((one) => one.url === url));
}

/** As the service takes them. */
export const forSending = (attachments) => attachments.map(({ name, kind, content, url }) => ({ name, ...(url ? { url } : { content }), ...(kind ? { kind } : {}) }));

export function attachmentList(attachments, { remove, change }) {
  if (!attachments.length) return nothing;
  return html`<ul class="attached plain" aria-label="Attached files">
    ${attachments.map(
      (one, at) => html`<li class="chip">
        <span class="chip-name" dir="auto" title=${one.url ?? one.name}>${one.name}</span><span class="muted">${one.url ? 'to be fetched' : size(one.size)}</span>
        <select aria-label="What ${one.name} is" @change=${(event) => change(at, event.target.value)}>
          ${KINDS.map(([value, text]) => html`<option value=${value} ?selected=${value === one.kind}>${text}</option>`)}
        </select>
        <button type="button" class="quiet small" aria-label="Remove ${one.name}" @click=${() => remove(at)}>${cross}</button>
      </li>`,
    )}
  </ul>`;
}
