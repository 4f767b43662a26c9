// What can be mentioned with @ in a message, and the list of it while one types.
import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';

const WRITTEN = /(?:^|[\s(])@(?:"([^"\n]{0,80})|([^\s@"[\]]{0,80}))$/;
const MOST = 8;

/** The mention that is being written before the caret: `{start, words}`, or null. */
export function writtenAt(text, caret) {
  const before = text.slice(0, caret);
  const found = WRITTEN.exec(before);
  if (!found) return null;
  return { start: before.lastIndexOf('@'), words: found[1] ?? found[2] ?? '' };
}

/** Systems and connectors for what was typed so far: as the catalogue ranks them while one types. */
export async function found(words, signal) {
  const none = { items: [] };
  const ask = (path, query) => get(path, { ...query, q: words.trim(), limit: MOST }, { signal }).catch((failure) => (signal.aborted ? Promise.reject(failure) : none));
  const [systems, connectors] = await Promise.all([ask('/systems', words.trim() ? { typing: true } : {}), ask('/connectors', { summary: true })]);
  const all = [
    ...systems.items.map((one) => ({ id: one.specId, name: one.title, host: one.host, kind: 'system' })),
    ...connectors.items.map((one) => ({ id: one.id, name: one.name, host: one.domain, kind: 'connector' })),
  ];
  const known = new Set();
  const items = all.filter((one) => {
    const key = one.name.toLowerCase() + ' ' + (one.host ?? '');
    return !known.has(key) && known.add(key);
  });
  const names = items.map((one) => one.name.toLowerCase());
  return items.slice(0, MOST).map((one) => ({ ...one, written: writtenAs(one, names.filter((name) => name === one.name.toLowerCase()).length > 1) }));
}

/** By name, as a person would; by id where the name would not say which one, or could not be quoted. */
function writtenAs({ id, name }, ambiguous) {
  if (ambiguous || /["\n]/.test(name)) return `@${id} `;
  return /^[\p{L}\p{N}]+$/u.test(name) ? `@${name} ` : `@"${name}" `;
}

export function mentionList(items, chosen, take) {
  if (!items) return nothing;
  return html`<div class="mentions">
    ${items.length
      ? html`<ul class="plain" role="listbox" id="mentions" aria-label="Systems and connectors">
          ${items.map(
            (one, at) => html`<li role="option" id="mention-${at}" aria-selected=${at === chosen ? 'true' : 'false'} @pointerdown=${(event) => (event.preventDefault(), take(one))}>
              <span class="name" dir="auto">${one.name}</span> <span class="small muted"><bdi>${one.host ?? ''}</bdi>${one.kind === 'connector' ? ' · connector' : ''}</span>
            </li>`,
          )}
        </ul>`
      : html`<p class="small muted">No system has such a name.</p>`}
  </div>`;
}
