import { Element, html, nothing } from '../lib/element.js';
import { plain } from './readable.js';

const SHOWN = 60;
const COMBINED = ['oneOf', 'anyOf', 'allOf'];

const nameOf = (reference) => decodeURIComponent(reference.split('/').pop());

/** In one line what a value is: `array of string (uuid)`. */
export function typeOf(schema) {
  if (!schema || typeof schema !== 'object') return 'anything';
  if (schema.$ref) return nameOf(String(schema.$ref));
  const combined = COMBINED.find((word) => Array.isArray(schema[word]));
  const types = [schema.type].flat().filter(Boolean).map(String);
  let text = types.filter((type) => type !== 'null').join(' or ');
  if (text === 'array') text = schema.items ? `array of ${typeOf(schema.items)}` : 'array';
  if (!text && combined) text = combined === 'allOf' ? 'object' : schema[combined].map(typeOf).filter((one, at, all) => all.indexOf(one) === at).slice(0, 4).join(' or ');
  if (!text) text = schema.properties ? 'object' : schema.enum ? 'one of' : 'anything';
  if (schema.format) text += ` (${schema.format})`;
  if (schema.nullable || types.includes('null')) text += ' or null';
  return text;
}

const LIMITS = [['minimum', 'at least'], ['maximum', 'at most'], ['minLength', 'at least … characters'], ['maxLength', 'at most … characters'], ['minItems', 'at least … items'], ['maxItems', 'at most … items'], ['pattern', 'matching'], ['default', 'by default']];

function limits(schema) {
  return LIMITS.filter(([word]) => ['string', 'number', 'boolean'].includes(typeof schema[word])).map(([word, said]) => (said.includes('…') ? said.replace('…', schema[word]) : html`${said} <code>${String(schema[word])}</code>`));
}

/** What is inside of it, if anything: through arrays down to the object. */
function inside(schema, depth = 0) {
  if (!schema || typeof schema !== 'object' || depth > 4) return null;
  if (schema.properties || COMBINED.some((word) => Array.isArray(schema[word]))) return schema;
  if (schema.items) return inside(schema.items, depth + 1);
  return typeof schema.additionalProperties === 'object' ? inside(schema.additionalProperties, depth + 1) : null;
}

/** Properties with those of all parts that have to hold together. */
function fields(schema, depth = 0) {
  const found = new Map();
  for (const part of depth < 4 && Array.isArray(schema.allOf) ? schema.allOf : []) for (const [name, field] of fields(part ?? {}, depth + 1)) found.set(name, field);
  for (const [name, value] of Object.entries(schema.properties ?? {})) found.set(name, { value, required: schema.required?.includes?.(name) });
  return found;
}

/** A schema as a list of its fields; what is deeper unfolds when somebody wants it. */
class Schema extends Element {
  static properties = { schema: { attribute: false }, opened: { state: true }, all: { state: true } };

  constructor() {
    super();
    this.opened = new Set();
  }

  render() {
    const schema = inside(this.schema);
    if (!schema) return this.schema ? html`<p class="schema-type">${typeOf(this.schema)} ${about(this.schema)}</p>` : nothing;
    const list = [...fields(schema)];
    const shown = this.all ? list : list.slice(0, SHOWN);
    const choices = schema.oneOf ?? schema.anyOf;
    return html`${schema !== this.schema ? html`<p class="schema-type">${typeOf(this.schema)}</p>` : nothing}
      ${list.length ? html`<ul class="plain schema">${shown.map(([name, field]) => this.field(name, field))}</ul>` : nothing}
      ${list.length > shown.length ? html`<button class="small" @click=${() => (this.all = true)}>Show all ${list.length} fields</button>` : nothing}
      ${Array.isArray(choices) ? choices.slice(0, 20).map((choice, at) => this.deeper(`choice ${at + 1}: ${typeOf(choice)}`, choice, `|${at}`)) : nothing}`;
  }

  field(name, { value, required }) {
    const more = inside(value);
    return html`<li>
      <p class="row field-head"><code class="strong">${name}</code> <span class="small muted">${typeOf(value)}</span>${required ? html`<span class="badge warn">required</span>` : nothing}${value?.deprecated ? html`<span class="badge">deprecated</span>` : nothing}</p>
      ${about(value)}
      ${more ? this.deeper('its fields', value, name) : nothing}
    </li>`;
  }

  deeper(title, schema, key) {
    const open = this.opened.has(key);
    const toggled = (event) => {
      if (event.target.open === open) return;
      const opened = new Set(this.opened);
      if (event.target.open) opened.add(key);
      else opened.delete(key);
      this.opened = opened;
    };
    return html`<details ?open=${open} @toggle=${toggled}><summary class="small">${title}</summary>${open ? html`<fe-spec-schema .schema=${schema}></fe-spec-schema>` : nothing}</details>`;
  }
}

export function about(schema) {
  if (!schema || typeof schema !== 'object') return nothing;
  const said = limits(schema);
  return html`${schema.description ? html`<p class="small" dir="auto">${plain(String(schema.description))}</p>` : nothing}
    ${Array.isArray(schema.enum) ? html`<p class="small muted">One of ${schema.enum.slice(0, 30).map((one, at) => html`${at ? ', ' : ''}<code>${String(one)}</code>`)}${schema.enum.length > 30 ? ` and ${schema.enum.length - 30} others` : nothing}</p>` : nothing}
    ${said.length ? html`<p class="small muted">${said.map((one, at) => html`${at ? ', ' : ''}${one}`)}</p>` : nothing}`;
}

customElements.define('fe-spec-schema', Schema);
