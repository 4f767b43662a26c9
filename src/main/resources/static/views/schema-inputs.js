// How a single value is asked for: what a person types, and the value that it stands for.
import { html, live, nothing, ifDefined } from '../lib/element.js';
import { isFile, kindOf, resolved } from './schema.js';
import { size } from '../lib/format.js';

const LONG = 80;

/** What is typed into a text field is read again only when somebody else has changed the value. */
export const shownText = (value) => (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/** A number as typed; what is none, or would lose digits, stays text, so that the service can say so. */
export function numberOf(text) {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  const whole = /^-?\d+$/.test(trimmed);
  return Number.isFinite(number) && (!whole || Number.isSafeInteger(number)) ? number : trimmed;
}

function described(field) {
  const ids = [field.errors.get(field.pointer) ? `${field.key}-wrong` : '', field.note ?? field.schema?.description ? `${field.key}-note` : ''];
  return ids.filter(Boolean).join(' ') || undefined;
}

/** Attributes that all fields have are written out in each: a template cannot spread them. */
const wrong = (field) => (field.errors.get(field.pointer) ? 'true' : undefined);
const named = (field) => (field.bare ? field.name : undefined);

function text(field, { type = 'text', mode, parse = (typed) => (typed === '' ? undefined : typed), placeholder = '' } = {}) {
  return html`<input
    id=${field.key} type=${type} class="mono" dir="auto" inputmode=${ifDefined(mode)} spellcheck="false" autocomplete="off" placeholder=${placeholder}
    .value=${live(typedAs(field, parse))} ?required=${false} aria-required=${field.required ? 'true' : 'false'} aria-label=${ifDefined(named(field))} aria-invalid=${ifDefined(wrong(field))} aria-describedby=${ifDefined(described(field))}
    @input=${(event) => {
      field.typed = event.target.value;
      field.change(parse(event.target.value));
    }} />`;
}

/** "1." and "1.0" are both the number 1: as long as it stands for the value, what was typed stays as it was typed. */
const typedAs = (field, parse) => (field.typed !== undefined && parse(field.typed) === field.value ? field.typed : shownText(field.value));

function area(field) {
  return html`<textarea id=${field.key} class="mono" dir="auto" rows="4" spellcheck="false" aria-required=${field.required ? 'true' : 'false'} aria-label=${ifDefined(named(field))} aria-invalid=${ifDefined(wrong(field))} aria-describedby=${ifDefined(described(field))}
    .value=${live(shownText(field.value))} @input=${(event) => field.change(event.target.value === '' ? undefined : event.target.value)}></textarea>`;
}

/** What can be one value only leaves nothing to choose. */
const fixed = (field, [value]) => html`<output id=${field.key} class="mono" aria-label=${ifDefined(named(field))}>${shownText(value)} <span class="small muted">(always)</span></output>`;

function options(field, values) {
  if (values.length === 1 && field.required && field.value === values[0]) return fixed(field, values);
  const at = values.findIndex((value) => value === field.value);
  const other = field.value !== undefined && at < 0;
  return html`<select id=${field.key} aria-required=${field.required ? 'true' : 'false'} aria-label=${ifDefined(named(field))} aria-invalid=${ifDefined(wrong(field))} aria-describedby=${ifDefined(described(field))}
    .value=${live(other ? 'other' : at < 0 ? '' : String(at))} @change=${(event) => field.change(values[event.target.value])}>
    <option value="">${field.required ? 'Choose …' : 'not given'}</option>
    ${other ? html`<option value="other" selected>${shownText(field.value)} (not in the list)</option>` : nothing}
    ${values.map((value, index) => html`<option value=${index} ?selected=${index === at}>${shownText(value)}</option>`)}
  </select>`;
}

function dateTime(field) {
  return html`<div class="row">
    <div class="grow">${text(field, { placeholder: '2026-12-31T12:00:00Z' })}</div>
    <button type="button" class="small" aria-label="The time now as ${field.name}" @click=${() => field.change(new Date().toISOString().replace(/\.\d+Z$/, 'Z'))}>Now</button>
  </div>`;
}

async function chosen(field, event) {
  const [file] = event.target.files;
  if (!file) return field.change(undefined);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return field.change({ base64: btoa(binary), fileName: file.name });
}

function file(field) {
  const { value } = field;
  const held = value && typeof value === 'object' && value.base64 !== undefined;
  return html`<input id=${field.key} type="file" aria-label=${ifDefined(named(field))} aria-invalid=${ifDefined(wrong(field))} aria-describedby=${ifDefined(described(field))} @change=${(event) => chosen(field, event)} />
    ${held ? html`<p class="hint">Holds <bdi>${value.fileName ?? 'a file'}</bdi>, ${size(Math.floor((value.base64.length * 3) / 4))} <button type="button" class="link" @click=${() => field.change(undefined)}>take it out</button></p>` : nothing}
    ${typeof value === 'string' ? html`<p class="hint">Without a file, this text goes: <bdi class="mono">${value.slice(0, LONG)}</bdi> <button type="button" class="link" @click=${() => field.change(undefined)}>take it out</button></p>` : nothing}`;
}

/** Anything: JSON where it is JSON, and text otherwise. */
function any(field) {
  const parse = (typed) => {
    if (typed.trim() === '') return undefined;
    try {
      return JSON.parse(typed);
    } catch {
      return typed;
    }
  };
  const same = field.typed !== undefined && JSON.stringify(parse(field.typed)) === JSON.stringify(field.value);
  const shown = same ? field.typed : typeof field.value === 'object' && field.value !== null ? JSON.stringify(field.value, null, 2) : field.value === null ? 'null' : shownText(field.value);
  return html`<textarea id=${field.key} class="mono" rows=${Math.min(12, Math.max(2, shown.split('\n').length))} spellcheck="false" dir="auto" placeholder="Text, or JSON" aria-label=${ifDefined(named(field))} aria-invalid=${ifDefined(wrong(field))} aria-describedby=${ifDefined(described(field))}
    .value=${live(shown)} @input=${(event) => {
      field.typed = event.target.value;
      field.change(parse(event.target.value));
    }}></textarea>`;
}

export function input(field) {
  const { at, kind } = field;
  if (kind === 'enum') return options(field, at.enum.filter((value) => value !== null));
  if (kind === 'boolean') return options(field, [true, false]);
  if (kind === 'integer') return text(field, { mode: 'numeric', parse: numberOf });
  if (kind === 'number') return text(field, { mode: 'decimal', parse: numberOf });
  if (kind === 'file' || isFile(at)) return file(field);
  if (kind !== 'string') return any(field);
  const { value } = field;
  if (at.format === 'date' && (value === undefined || /^\d{4}-\d\d-\d\d$/.test(value))) return text(field, { type: 'date' });
  if (at.format === 'date-time') return dateTime(field);
  // Decided once, since an element that is exchanged while somebody types loses the place.
  field.long ??= at.maxLength > 400 || shownText(value).length > LONG || /[\n\r]/.test(shownText(value)) || at.contentMediaType !== undefined;
  if (field.long) return area(field);
  return text(field, { type: at.format === 'password' ? 'password' : 'text' });
}

export { kindOf, resolved };
