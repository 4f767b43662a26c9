// Objects, maps and lists of a form. Required fields and those with a value come first; the others wait behind one button.
import { html, nothing, repeat } from '../lib/element.js';
import { blank, kindOf, resolved } from './schema.js';

const ITEMS = 20;
const FIELDS = 60;

function object(field) {
  const { at } = field;
  const value = field.value && typeof field.value === 'object' && !Array.isArray(field.value) ? field.value : {};
  const required = new Set(at.required ?? []);
  const all = Object.entries(at.properties).filter(([, schema]) => !resolved(schema, field.defs).readOnly);
  // What was shown once stays where it is, or the fields would move under the hands of whoever empties one.
  for (const [name] of all) if (required.has(name) || value[name] !== undefined || field.errors.has(`${field.pointer}/${name}`)) field.kept.add(name);
  const few = all.length <= 4 && field.depth < 2;
  const first = all.filter(([name]) => few || field.kept.has(name));
  const rest = all.filter(([name]) => !few && !field.kept.has(name));
  const child = ([name, schema]) => field.child(name, schema, { value: value[name], required: required.has(name) });
  const extra = Object.keys(value).filter((name) => !(name in at.properties));
  return html`<div class="stack fields-of">
    ${repeat(first.slice(0, field.most ?? FIELDS), ([name]) => name, child)}
    ${first.length > (field.most ?? FIELDS) ? moreButton(field, first.length) : nothing}
    ${rest.length
      ? html`<div>
          <button type="button" class="small" aria-expanded=${field.more ? 'true' : 'false'} @click=${() => (field.more = !field.more)}>${field.more ? 'Hide' : 'Show'} ${rest.length} optional ${rest.length === 1 ? 'field' : 'fields'}<span class="unseen"> of ${field.name}</span></button>
        </div>
        ${field.more ? html`<div class="stack fields-of">${repeat(rest.slice(0, field.most ?? FIELDS), ([name]) => name, child)}${rest.length > (field.most ?? FIELDS) ? moreButton(field, rest.length) : nothing}</div>` : nothing}`
      : nothing}
    ${at.additionalProperties && typeof at.additionalProperties === 'object' && Object.keys(at.additionalProperties).length ? pairs(field, extra, at.additionalProperties, value) : nothing}
    ${!all.length ? html`<p class="hint">It has no fields that can be given.</p>` : nothing}
  </div>`;
}

function moreButton(field, all) {
  const show = () => {
    field.most = (field.most ?? FIELDS) + FIELDS;
    field.requestUpdate();
  };
  return html`<button type="button" class="small" @click=${show}>Show more of ${all} fields</button>`;
}

function pairs(field, names, schema, value) {
  const put = (copy) => field.change(copy);
  const rename = (event, name) => {
    const wanted = event.target.value.trim();
    if (!wanted || wanted === name || wanted in value) {
      event.target.value = name;
      return;
    }
    put(Object.fromEntries(Object.entries(value).map(([one, held]) => [one === name ? wanted : one, held])));
  };
  const add = () => {
    let at = names.length + 1;
    while (`name${at}` in value) at++;
    put({ ...value, [`name${at}`]: blank(schema, field.defs) ?? '' });
  };
  const drop = (name) => {
    const { [name]: gone, ...rest } = value;
    put(rest);
  };
  return html`<div class="stack tight">
    ${repeat(names, (name) => name, (name) => html`<div class="pair">
      <input class="mono" dir="auto" aria-label="Name in ${field.name}" .value=${name} @change=${(event) => rename(event, name)} />
      <div>${field.child(name, schema, { value: value[name], bare: true, required: true })}</div>
      <button type="button" class="quiet small" aria-label="Take ${name} out of ${field.name}" @click=${() => drop(name)}>✕</button>
    </div>`)}
    <div><button type="button" class="small" @click=${add}>Add a name and value<span class="unseen"> to ${field.name}</span></button></div>
  </div>`;
}

function list(field) {
  const items = Array.isArray(field.value) ? field.value : [];
  const schema = field.at.items ?? {};
  const simple = !['object', 'map', 'array', 'choice'].includes(kindOf(resolved(schema, field.defs)));
  const most = field.most ?? ITEMS;
  const full = field.at.maxItems !== undefined && items.length >= field.at.maxItems;
  const add = async () => {
    field.change([...items, blank(schema, field.defs) ?? (simple ? '' : {})]);
    await field.updateComplete;
    const rows = field.querySelectorAll(':scope > * > .items > .item, :scope .items > .item');
    rows[rows.length - 1]?.querySelector('input, select, textarea, summary')?.focus();
  };
  const drop = (at) => field.change(items.filter((_, one) => one !== at));
  return html`<div class="stack tight">
    <div class="items stack tight">
      ${items.slice(0, most).map((item, at) => html`<div class="item ${simple ? 'simple' : ''}">
        <div>${field.child(at, schema, { value: item, required: true, bare: simple, label: `Item ${at + 1}`, item: true })}</div>
        <button type="button" class="quiet small" aria-label="Take item ${at + 1} out of ${field.name}" @click=${() => drop(at)}>✕</button>
      </div>`)}
    </div>
    ${items.length > most ? html`<button type="button" class="small" @click=${() => ((field.most = most + 100), field.requestUpdate())}>Show more of ${items.length} items</button>` : nothing}
    <div><button type="button" class="small" ?disabled=${full} @click=${add}>Add an item<span class="unseen"> to ${field.name}</span></button></div>
  </div>`;
}

/** The inside of a field whose value has parts. */
export function nested(field) {
  if (field.kind === 'array') return list(field);
  if (field.kind === 'object') return object(field);
  const extra = field.at.additionalProperties;
  const value = field.value && typeof field.value === 'object' && !Array.isArray(field.value) ? field.value : {};
  return pairs(field, Object.keys(value), extra && typeof extra === 'object' ? extra : {}, value);
}
