// One setting of an auth method, asked for as the service says that it is.
import { html, live, nothing } from '../lib/element.js';
import { methodName } from './connect-words.js';

/** What cannot be seen in a list of options. */
const SHOWN = { ' ': 'a space', ',': 'a comma', ';': 'a semicolon', '+': 'a plus', '|': 'a bar' };

const steps = (pointer) => pointer.slice(1).split('/');

export const valueAt = (method, pointer) => steps(pointer).reduce((at, name) => at?.[name], method);

/** The method with another value there; undefined takes it out, and what holds nothing any more with it. */
export function withValue(method, pointer, value) {
  const put = (at, [name, ...rest]) => {
    const { [name]: old, ...others } = at ?? {};
    const next = rest.length ? put(old, rest) : value;
    const nothingLeft = next === undefined || (rest.length && !Object.keys(next).length);
    return nothingLeft ? others : { ...others, [name]: next };
  };
  return put(method, steps(pointer));
}

/** What is wrong with a setting: said of itself, or of an entry of its list. */
export const faultOf = (setting, problem) => problem?.errors?.find(({ pointer }) => pointer === setting.pointer || pointer?.startsWith(`${setting.pointer}/`))?.message;

const idOf = (setting) => `setting${setting.pointer.replaceAll('/', '-')}`;

const lines = (text, by) => {
  const all = text.split(by).map((one) => one.trim()).filter(Boolean);
  return all.length ? all : undefined;
};

/**
 * @param value what the setting is now; undefined: left out
 * @param change is called with the new value
 * @param others the connector's other auth methods
 */
export function settingField(setting, { value, change, problem, others = [] }) {
  if (setting.input === 'methods' && !others.length) return nothing;
  const fault = faultOf(setting, problem);
  const id = idOf(setting);
  const hint = html`<span class="stack tight" id="${id}-hint">${setting.description ? html`<span class="hint">${setting.description}</span>` : nothing}${fault ? html`<span class="wrong">${fault}</span>` : nothing}</span>`;
  const about = { id, setting, value, change, invalid: fault ? 'true' : nothing };
  if (setting.input === 'flag') return flag(about, hint);
  if (setting.input === 'pairs') return group(about, hint, pairs(about));
  if (setting.input === 'methods') return group(about, hint, together(about, others));
  return html`<div class="field"><label for=${id}>${setting.name}${setting.required ? html` <span class="needed">required</span>` : nothing}</label>
    ${single(about)} ${hint}</div>`;
}

function single(about) {
  const { id, setting, value, change, invalid } = about;
  if (setting.input === 'choice') {
    return html`<select id=${id} ?required=${setting.required} aria-invalid=${invalid} aria-describedby="${id}-hint" .value=${live(value ?? setting.usual ?? '')} @change=${(event) => change(event.target.value === setting.usual ? undefined : event.target.value || undefined)}>
      ${setting.usual ? nothing : html`<option value="">Choose …</option>`}
      ${setting.options.map((one) => html`<option value=${one} ?selected=${one === (value ?? setting.usual)}>${SHOWN[one] ?? one}${one === setting.usual ? ' (usual)' : ''}</option>`)}</select>`;
  }
  if (setting.input === 'template') return template(about);
  if (setting.input === 'texts') {
    // Scopes hold no spaces and are often pasted with some between.
    const by = setting.pointer === '/scopes' ? /\s+/ : /\n/;
    return html`<textarea id=${id} class="mono" rows=${Math.min(6, Math.max(2, value?.length ?? 0))} autocomplete="off" spellcheck="false" placeholder=${setting.example ?? ''} aria-invalid=${invalid} aria-describedby="${id}-hint ${id}-lines"
      .value=${live((value ?? []).join('\n'))} @change=${(event) => change(lines(event.target.value, by))}></textarea><span class="hint" id="${id}-lines">One on each line.</span>`;
  }
  const number = setting.input === 'number';
  return html`<input id=${id} class="mono" type=${number ? 'number' : 'text'} min=${number ? 1 : nothing} ?required=${setting.required} autocomplete="off" autocapitalize="off" spellcheck="false" placeholder=${setting.example ?? ''} aria-invalid=${invalid} aria-describedby="${id}-hint"
    .value=${live(value === undefined ? '' : String(value))} @change=${(event) => change(event.target.value.trim() === '' ? undefined : number ? Number(event.target.value) : event.target.value.trim())} />`;
}

/** Text of which parts are filled in: a click on a name puts it where the cursor was. */
function template({ id, setting, value, change, invalid }) {
  const insert = (name) => {
    const area = document.getElementById(id);
    area.setRangeText(`{${name}}`, area.selectionStart, area.selectionEnd, 'end');
    change(area.value);
    area.focus();
  };
  return html`<textarea id=${id} class="mono" rows=${setting.required ? 5 : 2} ?required=${setting.required} autocomplete="off" spellcheck="false" placeholder=${setting.example ?? ''} aria-invalid=${invalid} aria-describedby="${id}-hint"
      .value=${live(value ?? '')} @change=${(event) => change(event.target.value || undefined)}></textarea>
    ${value || !setting.example ? nothing : html`<div><button type="button" class="link small" @click=${() => change(setting.example)}>Begin with the example<span class="unseen"> for ${setting.name}</span></button></div>`}
    <details class="small"><summary>What may stand in braces<span class="unseen"> in ${setting.name}</span></summary><div class="row">${setting.options.map((one) => html`<button type="button" class="badge source mono" @click=${() => insert(one)}>{${one}}</button>`)}</div></details>`;
}

function flag({ id, setting, value, change, invalid }, hint) {
  const usual = setting.usual === 'true';
  return html`<div class="field"><label class="tick"><input id=${id} type="checkbox" .checked=${live(value ?? usual)} aria-invalid=${invalid} aria-describedby="${id}-hint" @change=${(event) => change(event.target.checked === usual ? undefined : event.target.checked)} /> <span>${setting.name}</span></label>${hint}</div>`;
}

const group = ({ id, setting }, hint, content) => html`<div class="field" role="group" aria-labelledby="${id}-name" aria-describedby="${id}-hint"><span class="strong small" id="${id}-name">${setting.name}</span>${hint}${content}</div>`;

function pairs({ id, setting, value, change }) {
  const all = value ?? [];
  const put = (at, one) => change(all.map((old, index) => (index === at ? { ...old, ...one } : old)));
  const add = (event) => {
    const place = event.currentTarget.closest('.field');
    change([...all, { name: '', value: '' }]);
    requestAnimationFrame(() => [...place.querySelectorAll('.pair')].at(-1)?.querySelector('input')?.focus());
  };
  return html`${all.map((one, at) => html`<div class="pair">
      <input class="mono" aria-label="Name ${at + 1} of ${setting.name}" required autocomplete="off" spellcheck="false" placeholder="name" .value=${live(one.name)} @change=${(event) => put(at, { name: event.target.value.trim() })} />
      <input class="mono" aria-label="Value ${at + 1} of ${setting.name}" required autocomplete="off" spellcheck="false" placeholder="value" .value=${live(one.value)} @change=${(event) => put(at, { value: event.target.value })} />
      <button type="button" class="quiet small" aria-label="Take ${one.name || `pair ${at + 1}`} out of ${setting.name}" @click=${() => change(all.length > 1 ? all.filter((_, index) => index !== at) : undefined)}>✕</button></div>`)}
    <div class="row"><button type="button" class="small" id=${id} @click=${add}>Add a name and value<span class="unseen"> to ${setting.name}</span></button>${setting.example && !all.length ? html`<span class="hint">such as <code>${setting.example}</code></span>` : nothing}</div>`;
}

function together({ value, change }, others) {
  const chosen = new Set(value ?? []);
  const turn = (id, on) => {
    if (on) chosen.add(id);
    else chosen.delete(id);
    change(chosen.size ? [...chosen] : undefined);
  };
  return html`${others.map((one) => html`<label class="tick"><input type="checkbox" .checked=${live(chosen.has(one.id))} @change=${(event) => turn(one.id, event.target.checked)} /> <bdi>${methodName(one)}</bdi></label>`)}`;
}
