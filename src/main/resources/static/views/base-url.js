// A base URL with {variables}: what fills them, and what a spec says about each.
import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';

const VARIABLE = /\{([^{}]{1,100})\}/g;

const plain = (url) => (url ?? '').replace(/^\/\//, 'https://').replace(/\/+$/, '').toLowerCase();

/** Names of the variables in some addresses, each once. */
export const variableNames = (...urls) => [...new Set(urls.flatMap((url) => [...(url ?? '').matchAll(VARIABLE)].map((found) => found[1])))];

/** What specs say of the variables of a base URL: the server with that very address first, then any that has the name. */
export async function described(specIds, baseUrl, signal) {
  const specs = await Promise.all(specIds.slice(0, 3).map((id) => get(`/specs/${encodeURIComponent(id)}`, {}, { signal }).catch(() => null)));
  const servers = specs.flatMap((spec) => spec?.servers ?? []);
  servers.sort((a, b) => (plain(b.url) === plain(baseUrl)) - (plain(a.url) === plain(baseUrl)));
  const known = {};
  for (const variable of servers.flatMap((server) => server.variables ?? [])) known[variable.name] ??= variable;
  return known;
}

export const specIdsOf = (endpoints) => [...new Set(endpoints.map((one) => one.provenance?.specId).filter(Boolean))];

/** The address as it will be; what is not filled in stays a variable. */
export const filled = (url, values) => (url ?? '').replace(VARIABLE, (whole, name) => values[name] || whole);

/**
 * Variables to be filled in.
 *
 * @param change called with the name and the new value
 */
export function variableFields({ names, known, values, problem, change, id }) {
  if (!names.length) return nothing;
  return names.map((name) => {
    const { allowed = [], description, defaultValue } = known[name] ?? {};
    const wrong = problem?.at?.(`/variables/${name}`);
    const field = `${id}-variable-${name}`;
    const hints = `${field}-hint`;
    const value = values[name] ?? '';
    const set = (event) => change(name, event.target.value.trim());
    return html`<div class="field">
      <label for=${field}><bdi>${name}</bdi> <span class="small muted">part of the address</span></label>
      ${allowed.length
        ? html`<select id=${field} data-pointer="/variables/${name}" aria-describedby=${hints} aria-invalid=${wrong ? 'true' : nothing} @change=${set}>
            ${value && !allowed.includes(value) ? html`<option value=${value} selected>${value}</option>` : nothing}
            ${value ? nothing : html`<option value="" selected>Choose…</option>`}
            ${allowed.map((one) => html`<option value=${one} ?selected=${one === value}>${one}</option>`)}
          </select>`
        : html`<input id=${field} class="mono" data-pointer="/variables/${name}" required autocomplete="off" spellcheck="false" .value=${value} placeholder=${defaultValue ?? ''} aria-describedby=${hints} aria-invalid=${wrong ? 'true' : nothing} @input=${set} />`}
      <span class="stack tight" id=${hints}>${description ? html`<span class="hint" dir="auto">${description}</span>` : nothing}${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}</span>
    </div>`;
  });
}
