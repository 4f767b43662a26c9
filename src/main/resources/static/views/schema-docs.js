import { Element, html, nothing } from '../lib/element.js';
import { prose } from '../lib/prose.js';
import { resolved, kindOf, typeText, bounds, choiceName, nameOf } from './schema.js';

const FEW = 40;
const ENUMS = 30;

/** What a schema says, as a tree of folds that is made as it is opened: a schema may hold itself. */
class SchemaDocs extends Element {
  static properties = {
    name: { attribute: false },
    schema: { attribute: false },
    defs: { attribute: false },
    required: { attribute: false },
    deprecated: { attribute: false },
    note: { attribute: false },
    place: { attribute: false },
    spread: { attribute: false },
    open: { state: true },
    most: { state: true },
  };

  constructor() {
    super();
    this.most = FEW;
  }

  render() {
    const at = resolved(this.schema, this.defs);
    if (this.spread) return html`${this.facts(at)} ${this.parts(at)}`;
    const inner = this.hasParts(at);
    return html`<div class="schema-row">
      <div class="row schema-name">
        <bdi class="mono strong">${this.name}</bdi>
        <span class="small muted">${typeText(this.schema, this.defs)}${this.place ? `, ${this.place}` : ''}</span>
        ${this.required ? html`<span class="needed">required</span>` : nothing}
        ${this.deprecated || at.deprecated ? html`<span class="badge warn">deprecated</span>` : nothing}
        ${at.readOnly ? html`<span class="badge">only in answers</span>` : nothing}
        ${at.writeOnly ? html`<span class="badge">only in requests</span>` : nothing}
      </div>
      ${this.note ?? at.description ? html`<div class="small">${prose(this.note ?? at.description, 3000)}</div>` : nothing}
      ${this.facts(at)}
      ${inner
        ? html`<details @toggle=${(event) => event.target === event.currentTarget && (this.open = event.target.open)}>
            <summary class="small">${nameOf(this.schema) || nameOf(at.items) || 'What is in it'}<span class="unseen"> of ${this.name}</span></summary>
            ${this.open ? html`<div class="schema-rows inner">${this.parts(at)}</div>` : nothing}
          </details>`
        : nothing}
    </div>`;
  }

  hasParts(at) {
    const kind = kindOf(at);
    if (kind === 'object' || kind === 'choice') return true;
    if (kind === 'map') return typeof at.additionalProperties === 'object' && Object.keys(at.additionalProperties).length > 0;
    if (kind !== 'array') return false;
    return ['object', 'choice', 'array'].includes(kindOf(resolved(at.items ?? {}, this.defs)));
  }

  facts(at) {
    const lines = bounds(at);
    const values = at.enum?.filter((value) => value !== null) ?? [];
    const examples = at.examples ?? (at.example === undefined ? [] : [at.example]);
    const example = examples.find((one) => typeof one !== 'object');
    return html`${values.length
        ? html`<p class="small enum">${values.slice(0, ENUMS).map((value) => html`<code>${String(value)}</code> `)}${values.length > ENUMS ? `and ${values.length - ENUMS} more` : ''}</p>`
        : nothing}
      ${lines.length || at.default !== undefined || example !== undefined
        ? html`<p class="small muted">${lines.join(' · ')}${at.default === undefined ? nothing : html` ${lines.length ? '· ' : ''}default <code>${JSON.stringify(at.default)}</code>`}${example === undefined ? nothing : html` ${lines.length || at.default !== undefined ? '· ' : ''}such as <code>${String(example)}</code>`}</p>`
        : nothing}`;
  }

  parts(at) {
    const kind = kindOf(at);
    if (kind === 'array') return html`<fe-schema-docs .schema=${at.items ?? {}} .defs=${this.defs} .spread=${true}></fe-schema-docs>`;
    if (kind === 'choice') return at.choices.map((choice, index) => html`<fe-schema-docs .name=${choiceName(choice, index, this.defs)} .schema=${choice} .defs=${this.defs}></fe-schema-docs>`);
    const required = new Set(at.required ?? []);
    const entries = Object.entries(at.properties ?? {});
    // What must be given comes first.
    entries.sort(([one], [other]) => Number(required.has(other)) - Number(required.has(one)));
    const extra = at.additionalProperties;
    return html`${entries.slice(0, this.most).map(([name, schema]) => html`<fe-schema-docs .name=${name} .schema=${schema} .defs=${this.defs} .required=${required.has(name)}></fe-schema-docs>`)}
      ${entries.length > this.most ? html`<button type="button" class="small" @click=${() => (this.most += FEW * 5)}>Show more of ${entries.length} fields</button>` : nothing}
      ${extra && typeof extra === 'object' && Object.keys(extra).length ? html`<fe-schema-docs .name=${'any other name'} .schema=${extra} .defs=${this.defs}></fe-schema-docs>` : nothing}`;
  }
}

customElements.define('fe-schema-docs', SchemaDocs);
