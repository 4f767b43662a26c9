import { Element, html, nothing } from '../lib/element.js';
import { escaped } from './schema-form.js';

const FEW = 100;
const LONG = 400;

/** A JSON value as a tree of folds; what is closed is not made. `wrong` has messages by JSON Pointer, shown beside their places. */
class JsonTree extends Element {
  static properties = {
    value: { attribute: false },
    name: { attribute: false },
    pointer: { attribute: false },
    wrong: { attribute: false },
    depth: { attribute: false },
    open: { state: true },
    most: { state: true },
    whole: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { depth: 0, pointer: '', wrong: new Map(), most: FEW, whole: false, open: undefined });
  }

  willUpdate(changed) {
    if (!changed.has('value') && !changed.has('wrong')) return;
    const size = this.value && typeof this.value === 'object' ? Object.keys(this.value).length : 0;
    const inside = [...this.wrong.keys()].some((pointer) => pointer.startsWith(`${this.pointer}/`));
    if (this.open === undefined || inside) this.open = this.depth < 1 || inside || (this.depth < 4 && size <= 8);
  }

  render() {
    const { value } = this;
    if (value !== null && typeof value === 'object') return this.fold(value);
    return html`<div class="json-leaf">${this.key()}${this.leaf(value)}${this.mark()}</div>`;
  }

  key() {
    return this.name === undefined ? nothing : html`<span class="json-key">${this.name}</span><span class="muted">: </span>`;
  }

  mark() {
    const message = this.wrong.get(this.pointer);
    return message ? html` <span class="badge bad">${message}</span>` : nothing;
  }

  leaf(value) {
    if (typeof value !== 'string') return html`<span class="json-literal">${String(value)}</span>`;
    const long = value.length > LONG && !this.whole;
    return html`<span class="json-text" dir="auto">"${long ? value.slice(0, LONG) : value}${long ? '…' : '"'}</span>${long ? html` <button type="button" class="link small" @click=${() => (this.whole = true)}>all ${value.length} characters</button>` : nothing}`;
  }

  fold(value) {
    const list = Array.isArray(value);
    const entries = Object.entries(value);
    const size = list ? `[${entries.length}]` : `{${entries.length}}`;
    return html`<details .open=${this.open} @toggle=${(event) => event.target === event.currentTarget && (this.open = event.target.open)}>
      <summary>${this.key()}<span class="muted">${size}</span>${this.mark()}</summary>
      ${this.open
        ? html`<div class="json-branch">
            ${entries.slice(0, this.most).map(([name, one]) => html`<fe-json .name=${name} .value=${one} .pointer=${`${this.pointer}/${escaped(name)}`} .wrong=${this.wrong} .depth=${this.depth + 1}></fe-json>`)}
            ${entries.length > this.most ? html`<button type="button" class="small" @click=${() => (this.most += FEW * 5)}>Show more of ${entries.length}</button>` : nothing}
          </div>`
        : nothing}
    </details>`;
  }
}

customElements.define('fe-json', JsonTree);
