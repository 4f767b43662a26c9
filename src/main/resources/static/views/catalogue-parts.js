// What the views of the catalogue have in common.
import { html, nothing } from '../lib/element.js';
import { badge } from '../lib/widgets.js';

const PLACES = [
  ['/catalogue', 'Search'],
  ['/catalogue/ingestions', 'Ingestions'],
  ['/catalogue/sources', 'Sources'],
  ['/catalogue/quality', 'Quality'],
];

/** The ways between the views of the catalogue. */
export const places = (here) => html`<nav class="tabs catalogue-tabs" aria-label="Catalogue">
  ${PLACES.map(([href, name]) => html`<a href=${href} aria-current=${href === here ? 'page' : nothing}>${name}</a>`)}
</nav>`;

/** The address of one operation of a spec. */
export const operationAddress = (specId, method, path) =>
  `/catalogue/specs/${encodeURIComponent(specId)}?operation=${encodeURIComponent(`${method} ${path}`)}`;

/** Words as the search takes text apart: letters or digits, camelCase in its pieces. */
const PIECE = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[\p{L}\p{N}]+/gu;

export const pieces = (text) => [...(text ?? '').matchAll(PIECE)].map((found) => found[0].toLowerCase());

/** Whether two words are forms of one: `issues` and `issue`, `creating` and `create`. */
function alike(one, other) {
  const short = Math.min(one.length, other.length);
  if (short < 4 || Math.abs(one.length - other.length) > 3) return one === other;
  let same = 0;
  while (same < short && one[same] === other[same]) same++;
  return same >= Math.max(4, short - 1);
}

/** A text with the words that were looked for marked in it: text and elements, never HTML from a string. */
export function marked(text, words) {
  if (!text || !words.length) return text ?? '';
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(PIECE)) {
    const piece = found[0].toLowerCase();
    let length = 0;
    for (const word of words) {
      if (piece.startsWith(word)) length = Math.max(length, word.length);
      else if (alike(piece, word)) length = piece.length;
    }
    if (!length) continue;
    if (found.index > done) parts.push(text.slice(done, found.index));
    parts.push(html`<mark>${text.slice(found.index, found.index + length)}</mark>`);
    done = found.index + length;
  }
  parts.push(text.slice(done));
  return parts;
}

const JOB = { queued: 'info', running: 'accent', succeeded: 'good', failed: 'bad', cancelled: 'warn' };

/** The state of an ingestion. */
export const jobBadge = (job) => html`${badge(job.state, JOB[job.state])}${job.dryRun ? html` ${badge('dry run', 'info')}` : nothing}`;

export const isOpen = (job) => job.state === 'queued' || job.state === 'running';

const SEVERITY = { none: ['up to date', 'good'], documentation: ['words only', 'info'], compatible: ['compatible', 'good'], unknown: ['not compared', 'warn'], breaking: ['breaking', 'bad'] };

export const severityBadge = (severity) => badge(...(SEVERITY[severity] ?? [severity, '']));

/** From worst to best. */
export const SEVERITIES = ['breaking', 'unknown', 'compatible', 'documentation', 'none'];

/** Asks before something that cannot be taken back; resolves with whether it was agreed to. */
export function confirmed(title, text, action, danger = true) {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  const heading = document.createElement('h2');
  heading.id = 'ask-title';
  heading.textContent = title;
  dialog.setAttribute('aria-labelledby', heading.id);
  const words = document.createElement('p');
  words.textContent = text;
  const no = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Keep as it is' });
  const yes = Object.assign(document.createElement('button'), { type: 'button', textContent: action, className: danger ? 'danger' : 'primary' });
  const foot = document.createElement('div');
  foot.className = 'ask-foot';
  foot.append(no, yes);
  dialog.append(heading, words, foot);
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
  return new Promise((resolve) => {
    yes.addEventListener('click', () => dialog.close('yes'));
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
