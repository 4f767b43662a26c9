// Pieces that many views show. All of them show text as text.
import { html, nothing } from 'lit';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

export const method = (name) => html`<span class="method ${METHODS.has(name.toLowerCase()) ? name.toLowerCase() : ''}">${name.toUpperCase()}</span>`;

export const operation = (name, path) => html`${method(name)} <bdi class="path">${path}</bdi>`;

export const badge = (text, tone = '') => html`<span class="badge ${tone}">${text}</span>`;

export const waiting = (text = 'Loading') => html`<p class="muted" role="status"><span class="spinner" aria-hidden="true"></span> ${text}…</p>`;

export const empty = (title, text, action = nothing) => html`<div class="empty"><h2>${title}</h2><p>${text}</p>${action}</div>`;

/** What went wrong, in the service's own words, with its code and a way to try again. */
export function problemNotice(problem, again) {
  return html`<div class="notice bad" role="alert">
    <div class="grow stack tight">
      <strong>${problem.detail ?? problem.message ?? String(problem)}</strong>
      ${problem.errors?.length
        ? html`<ul>
            ${problem.errors.map((error) => html`<li>${error.pointer ? html`<code>${error.pointer}</code> ` : nothing}${error.message}</li>`)}
          </ul>`
        : nothing}
      ${problem.code ? html`<span class="small muted">Code <code>${problem.code}</code>${problem.status ? ` · status ${problem.status}` : ''}</span>` : nothing}
    </div>
    ${again ? html`<button class="small" @click=${again}>Try again</button>` : nothing}
  </div>`;
}

/** Where in the spec something is said, and what it says there. */
export const evidence = (items = []) => items.map((item) => html`<p class="evidence"><q dir="auto">${item.quote}</q><br /><code>${item.pointer}</code></p>`);

export function copyButton(text, label = 'Copy') {
  const copy = async (event) => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed to copy';
    }
    setTimeout(() => (button.textContent = label), 1500);
  };
  return html`<button type="button" class="small" @click=${copy}>${label}</button>`;
}

/** Says something that needs no answer, aloud for screen readers, for some seconds. */
export function toast(text, tone = '') {
  const place = document.querySelector('.toasts');
  if (!place) return;
  const note = document.createElement('div');
  note.className = tone;
  note.textContent = text;
  place.append(note);
  setTimeout(() => note.remove(), 6000);
}
