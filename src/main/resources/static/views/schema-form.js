import { Element, html, nothing, live } from '../lib/element.js';
import { prose } from '../lib/prose.js';
import { resolved, kindOf, typeText, bounds, blank, choiceOf, choiceName, offered } from './schema.js';
import { input } from './schema-inputs.js';
import { nested } from './schema-nested.js';

let last = 0;

/** As a JSON Pointer has the name of a field. */
export const escaped = (name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * One value of a schema, with its name, what the spec says of it and what is wrong with it; what is nested is made of the same.
 * Tells `value` {pointer, value}; undefined means that it is left out. Nothing inside a closed fold is made.
 */
class SchemaField extends Element {
  static properties = {
    name: { attribute: false },
    schema: { attribute: false },
    defs: { attribute: false },
    value: { attribute: false },
    pointer: { attribute: false },
    required: { attribute: false },
    deprecated: { attribute: false },
    note: { attribute: false },
    errors: { attribute: false },
    sources: { attribute: false },
    depth: { attribute: false },
    bare: { attribute: false },
    flat: { attribute: false },
    item: { attribute: false },
    choice: { state: true },
    open: { state: true },
    more: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { errors: new Map(), sources: [], depth: 0, bare: false, flat: false, item: false, open: undefined, more: false, kept: new Set() });
    this.key = `f${++last}`;
  }

  willUpdate(changed) {
    if (changed.has('schema') || changed.has('defs')) {
      this.whole = resolved(this.schema, this.defs);
      this.choice = undefined;
      this.kept = new Set();
    }
    // Somebody else's value may be of another kind: a list whose item was taken out, or JSON that was written.
    if (changed.has('value') && this.value !== this.own) this.choice = undefined;
    if (this.whole.choices && this.choice === undefined) this.choice = choiceOf(this.value, this.whole.choices, this.defs);
    this.at = this.whole.choices ? { ...resolved(this.whole.choices[this.choice], this.defs), nullable: this.whole.nullable } : this.whole;
    this.kind = kindOf(this.at);
    this.isNested = ['object', 'map', 'array'].includes(this.kind);
    // A fold that hides what is wrong would be of no use.
    if (changed.has('errors') && this.isNested && this.wrongInside()) this.open = true;
    if (this.open === undefined) this.open = this.depth < (this.isSmall() ? 4 : 2) && (this.required || this.value !== undefined);
  }

  isSmall() {
    return Object.keys(this.at.properties ?? {}).length <= 12 && (!Array.isArray(this.value) || this.value.length <= 2);
  }

  wrongInside() {
    return [...this.errors.keys()].some((pointer) => pointer.startsWith(`${this.pointer}/`));
  }

  change(value) {
    this.value = this.own = value;
    this.tell('value', { pointer: this.pointer, value });
  }

  /** A value somewhere inside: this one's copy with it goes up, so that what was there before stays as it was. */
  inner(event, name) {
    event.stopPropagation();
    const { value } = event.detail;
    const list = Array.isArray(this.value) || this.kind === 'array';
    const copy = list ? [...(this.value ?? [])] : { ...(this.value ?? {}) };
    if (value === undefined && !list) delete copy[name];
    else copy[name] = value === undefined ? null : value;
    const empty = !list && !Object.keys(copy).length && !this.required && this.depth > 0;
    this.change(empty ? undefined : copy);
  }

  child(name, schema, { value, required = false, bare = false, label = name, item = false } = {}) {
    return html`<fe-schema-field
      .name=${String(label)} .schema=${schema} .defs=${this.defs} .value=${value} .pointer=${`${this.pointer}/${escaped(name)}`}
      .required=${required} .errors=${this.errors} .depth=${this.depth + 1} .bare=${bare} .item=${item}
      @value=${(event) => this.inner(event, name)}
    ></fe-schema-field>`;
  }

  render() {
    const wrong = this.errors.get(this.pointer);
    if (this.isNested && this.flat && this.value !== null) return html`<div class="stack">${this.hints()} ${this.fault(wrong)} ${this.chooser()} ${nested(this)}</div>`;
    if (this.isNested && !this.bare) return this.fold(wrong);
    const body = html`${this.chooser()} ${this.isNested ? nested(this) : this.field()}`;
    return html`<div class="field ${wrong ? 'has-wrong' : ''}">
      ${this.bare ? nothing : this.label()} ${body} ${this.hints()} ${this.fault(wrong)}
    </div>`;
  }

  label() {
    const grouped = this.kind === 'file' || this.kind === 'any';
    return html`<div class="field-head">
      <label for=${this.key}><bdi class="mono">${this.name}</bdi>${this.needed()}</label>
      ${this.facts()} ${grouped ? nothing : this.leaveOut()}
    </div>`;
  }

  needed() {
    return this.required && !this.item ? html` <span class="needed">required</span>` : nothing;
  }

  facts() {
    return html`<span class="small muted">${typeText(this.whole, this.defs)}</span>
      ${this.deprecated || this.at.deprecated ? html`<span class="badge warn">deprecated</span>` : nothing}`;
  }

  leaveOut() {
    if (this.at.nullable && this.value !== null) return html`<button type="button" class="link small" @click=${() => this.change(null)}>set to null</button>`;
    return nothing;
  }

  field() {
    if (this.value === null && this.kind !== 'any') {
      return html`<div class="row"><code id=${this.key} tabindex="-1">null</code> <button type="button" class="small" @click=${() => this.change(undefined)}>Give a value</button></div>`;
    }
    return input(this);
  }

  chooser() {
    const { choices } = this.whole;
    if (!choices) return nothing;
    return html`<select class="choice" aria-label="Kind of ${this.name}" .value=${live(String(this.choice))} @change=${this.choose}>
      ${choices.map((choice, at) => html`<option value=${at} ?selected=${at === this.choice}>${choiceName(choice, at, this.defs)}</option>`)}
    </select>`;
  }

  choose(event) {
    this.choice = Number(event.target.value);
    this.change(blank(this.whole.choices[this.choice], this.defs));
  }

  fold(wrong) {
    const size = Array.isArray(this.value) ? `${this.value.length} ${this.value.length === 1 ? 'item' : 'items'}` : this.value && typeof this.value === 'object' ? `${Object.keys(this.value).length} given` : this.value === null ? 'null' : 'not given';
    return html`<details class="fold ${wrong ? 'has-wrong' : ''}" .open=${this.open} @toggle=${(event) => event.target === event.currentTarget && (this.open = event.target.open)}>
      <summary><bdi class="mono">${this.name}</bdi>${this.needed()} ${this.facts()} <span class="small muted">· ${size}</span></summary>
      ${this.open
        ? html`<div class="fold-body stack">
            ${this.hints()} ${this.fault(wrong)} ${this.chooser()}
            ${this.value === null ? this.field() : nested(this)}
            ${this.wayOut()}
          </div>`
        : nothing}
    </details>`;
  }

  wayOut() {
    const toNull = this.at.nullable && this.value !== null;
    const out = !this.required && this.value !== undefined;
    if (!toNull && !out) return nothing;
    return html`<div class="row">
      ${toNull ? html`<button type="button" class="link small" @click=${() => this.change(null)}>set to null</button>` : nothing}
      ${out ? html`<button type="button" class="link small" @click=${() => this.change(undefined)}><span>leave <span class="mono">${this.name}</span> out</span></button>` : nothing}
    </div>`;
  }

  hints() {
    const note = this.note ?? this.schema?.description ?? this.at.description;
    const limits = this.isNested || this.bare ? [] : bounds(this.at);
    const offer = this.isNested || this.value !== undefined ? undefined : offered(this.at);
    return html`${note && !this.bare ? html`<div class="hint" id="${this.key}-note">${prose(note, 600)}</div>` : nothing}
      ${limits.length ? html`<p class="hint">${limits.join(' · ')}</p>` : nothing}
      ${offer !== undefined && typeof offer !== 'object' ? html`<p class="hint">${this.at.default !== undefined ? 'Default' : 'Example'}: <button type="button" class="link" @click=${() => this.change(offer)}><bdi class="mono">${String(offer)}</bdi><span class="unseen"> as ${this.name}</span></button></p>` : nothing}
      ${this.sources?.length
        ? html`<p class="hint">From earlier tests: ${this.sources.map((source) => html`<button type="button" class="badge source" title="${source.target}, ${source.endpointId} ${source.pointer}" @click=${() => this.change(source.value)}><bdi>${source.value}</bdi></button> `)}</p>`
        : nothing}`;
  }

  fault(wrong) {
    return wrong ? html`<p class="wrong" id="${this.key}-wrong">${wrong}</p>` : nothing;
  }
}

customElements.define('fe-schema-field', SchemaField);
