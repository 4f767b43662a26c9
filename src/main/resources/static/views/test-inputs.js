import { Element, html, nothing } from '../lib/element.js';
import { escaped } from './schema-form.js';
import { isFile } from './schema.js';

const PLACES = [['path', 'Path'], ['query', 'Query'], ['header', 'Headers'], ['cookie', 'Cookies']];

/**
 * What an endpoint is called with, as a form or as JSON; both show the same. Tells `given` with what has changed of
 * {parameters, body, contentType}, and `sample` to begin again with the spec's examples.
 */
class TestInputs extends Element {
  static properties = {
    inputs: { attribute: false },
    given: { attribute: false },
    errors: { attribute: false },
    keys: { attribute: false },
    raw: { state: true },
    text: { state: true },
    wrong: { state: true },
    optional: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { raw: false, wrong: '', optional: false, kept: new Set() });
  }

  willUpdate(changed) {
    if (changed.has('inputs')) Object.assign(this, { kept: new Set(), optional: false, wrong: '' });
    // While somebody writes JSON, their text stays as it is; else it follows the form.
    if (changed.has('given') && !this.isMine()) {
      this.text = this.asText();
      this.wrong = '';
    }
  }

  asText() {
    const { parameters, body } = this.given;
    return JSON.stringify(body === undefined ? { parameters } : { parameters, body }, null, 2);
  }

  put(change) {
    this.tell('given', change);
  }

  parameter(key, value) {
    const { [key]: gone, ...rest } = this.given.parameters;
    this.put({ parameters: value === undefined ? rest : { ...this.given.parameters, [key]: value } });
  }

  write(event) {
    this.text = event.target.value;
    let read;
    try {
      read = JSON.parse(this.text);
    } catch (failure) {
      this.wrong = `This is not JSON yet: ${failure.message}`;
      return;
    }
    const parts = read !== null && typeof read === 'object' && !Array.isArray(read) ? Object.keys(read) : null;
    const odd = parts?.find((part) => part !== 'parameters' && part !== 'body');
    const parameters = read?.parameters ?? {};
    if (!parts) this.wrong = 'An object with "parameters" and "body" is wanted.';
    else if (odd !== undefined) this.wrong = `Only "parameters" and "body" can be given, not "${odd}".`;
    else if (typeof parameters !== 'object' || Array.isArray(parameters)) this.wrong = '"parameters" has to be an object.';
    else {
      this.wrong = '';
      this.mine = { ...this.given, parameters, body: read.body };
      this.given = this.mine;
      this.put({ parameters, body: read.body });
    }
  }

  /** The parent makes a new object of what was told; it is still what is written here. */
  isMine() {
    return this.mine !== undefined && this.raw && JSON.stringify(this.given) === JSON.stringify(this.mine);
  }

  render() {
    const nothingToGive = !this.inputs.parameters.length && !this.inputs.body;
    if (nothingToGive) return html`<p class="muted">This endpoint takes neither parameters nor a body.</p>`;
    return html`<div class="stack">
      <div class="row apart">
        <div class="choices" role="group" aria-label="How to write the request">
          <button type="button" aria-pressed=${String(!this.raw)} @click=${() => (this.raw = false)}>Form</button>
          <button type="button" aria-pressed=${String(this.raw)} @click=${() => (this.raw = true)}>JSON</button>
        </div>
        <div class="row">
          <button type="button" class="small" @click=${() => this.tell('sample')}>Fill with sample</button>
          <button type="button" class="small quiet" @click=${() => this.put({ parameters: {}, body: undefined })}>Clear</button>
        </div>
      </div>
      ${this.raw ? this.editor() : html`${this.parameters()} ${this.body()}`}
    </div>`;
  }

  editor() {
    const found = [...this.errors];
    return html`<div class="field">
      <label for="raw-request">Parameters and body as JSON</label>
      <textarea id="raw-request" class="mono" rows=${Math.min(30, Math.max(10, this.text.split('\n').length + 1))} spellcheck="false" dir="ltr" .value=${this.text} aria-invalid=${this.wrong || found.length ? 'true' : nothing} aria-describedby="raw-wrong" @input=${this.write}></textarea>
      <div id="raw-wrong" class="wrong">
        ${this.wrong ? html`<p>${this.wrong}</p>` : nothing}
        ${found.map(([pointer, message]) => html`<p><code>${pointer}</code> ${message}</p>`)}
      </div>
    </div>`;
  }

  parameters() {
    const all = this.inputs.parameters.map((one) => ({ ...one, key: this.keys(one) }));
    for (const one of all) {
      if (one.required || this.given.parameters[one.key] !== undefined || this.errors.has(`/parameters/${escaped(one.key)}`)) this.kept.add(one.key);
    }
    const few = all.length <= 6;
    const rest = all.filter(({ key }) => !few && !this.kept.has(key));
    const shown = few || this.optional ? all : all.filter(({ key }) => this.kept.has(key));
    return html`${PLACES.map(([place, title]) => {
      const here = shown.filter((one) => one.in === place);
      return here.length ? html`<fieldset class="card tight stack"><legend class="small muted">${title}</legend>${here.map((one) => this.one(one))}</fieldset>` : nothing;
    })}
    ${rest.length ? html`<div><button type="button" class="small" aria-expanded=${String(this.optional)} @click=${() => (this.optional = !this.optional)}>${this.optional ? 'Hide' : 'Show'} ${rest.length} optional ${rest.length === 1 ? 'parameter' : 'parameters'}</button></div>` : nothing}
    ${this.others(all)}`;
  }

  one({ key, name, schema, required, deprecated, description, sources }) {
    return html`<fe-schema-field
      .name=${name} .schema=${schema} .defs=${this.inputs.defs} .value=${this.given.parameters[key]} .pointer=${`/parameters/${escaped(key)}`}
      .required=${required} .deprecated=${deprecated} .note=${description} .errors=${this.errors} .sources=${sources} .depth=${1}
      @value=${(event) => this.parameter(key, event.detail.value)}
    ></fe-schema-field>`;
  }

  /** What was written as JSON and is in no field would else be sent unseen. */
  others(all) {
    const unknown = Object.keys(this.given.parameters).filter((key) => !all.some((one) => one.key === key || `${one.in}.${one.name}` === key));
    return unknown.length
      ? html`<p class="wrong small">The spec knows no ${unknown.join(', ')}. <button type="button" class="link" @click=${() => this.put({ parameters: Object.fromEntries(Object.entries(this.given.parameters).filter(([key]) => !unknown.includes(key))) })}>Take out</button></p>`
      : nothing;
  }

  body() {
    const { body } = this.inputs;
    if (!body) return nothing;
    const content = body.contents.find((one) => one.contentType === this.given.contentType) ?? body.contents[0];
    return html`<fieldset class="card tight stack">
      <legend class="small muted">Body${body.required ? html` <span class="needed">required</span>` : nothing}</legend>
      ${body.contents.length > 1
        ? html`<div class="field">
            <label for="content-type">Media type</label>
            <select id="content-type" @change=${this.otherType}>${body.contents.map((one) => html`<option ?selected=${one === content}>${one.contentType}</option>`)}</select>
          </div>`
        : html`<p class="small muted"><code>${content.contentType}</code>${body.required ? '' : ' · may be left out'}</p>`}
      <fe-schema-field
        .name=${'body'} .schema=${this.bodySchema(content)} .defs=${this.inputs.defs} .value=${this.given.body} .pointer=${'/body'}
        .required=${body.required} .note=${body.description} .errors=${this.errors} .depth=${0} .flat=${true}
        @value=${(event) => this.put({ body: event.detail.value })}
      ></fe-schema-field>
    </fieldset>`;
  }

  /** Other than in JSON and forms a body is a text or a file, whatever the schema says of its parts. */
  bodySchema({ contentType, schema, value }) {
    if (/json|x-www-form-urlencoded|multipart|\*\/\*/i.test(contentType)) return schema;
    const isText = /^text\/|xml|yaml|javascript|csv/i.test(contentType) || (typeof value === 'string' && !isFile(schema ?? {}));
    return isText ? TEXT : FILE;
  }

  otherType(event) {
    const contentType = event.target.value;
    const content = this.inputs.body.contents.find((one) => one.contentType === contentType);
    this.put({ contentType, body: content?.value ?? undefined });
  }
}

const TEXT = { type: 'string', maxLength: 100000 };
const FILE = { type: 'string', format: 'binary' };

customElements.define('fe-test-inputs', TestInputs);
