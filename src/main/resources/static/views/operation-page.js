import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { badge, copyButton, empty, method } from '../lib/widgets.js';
import { Part } from './part.js';
import { readable, plain } from './readable.js';
import { about, typeOf } from './spec-schema.js';

const PLACES = { path: 'In the path', query: 'In the query', header: 'Headers', cookie: 'Cookies', formData: 'Form fields', body: 'Body' };

/** What a spec says about one operation. `params` are {id, method, path}. */
class OperationPage extends Part {
  static properties = { operation: { state: true } };

  async load(signal) {
    const { id, method: verb, path } = this.params;
    const page = await get(`/specs/${encodeURIComponent(id)}/operations`, { method: verb, path }, { signal });
    this.operation = page.items[0] ?? null;
  }

  content() {
    const { operation } = this;
    if (!operation) return empty('The spec has no such operation', 'It may be of another version. Choose one from the list.');
    const { method: verb, path, summary, tags, deprecated } = operation;
    return html`<article class="stack operation" aria-labelledby="operation-title">
      <header class="stack tight">
        <h2 id="operation-title" dir="auto">${plain(summary) || path}</h2>
        <p class="row">${method(verb)} <bdi class="path">${path}</bdi> ${copyButton(`${verb} ${path}`)}</p>
        <p class="row small muted"><code>${operation.operationId}</code>${deprecated ? badge('deprecated', 'warn') : nothing}${tags.map((tag) => badge(tag))}</p>
      </header>
      ${operation.description ? readable(operation.description) : nothing}
      ${this.signIn()} ${this.parameters()} ${this.body()} ${this.responses()}
      <p class="small muted">In the document at <code>${operation.pointer}</code></p>
    </article>`;
  }

  signIn() {
    const ways = this.operation.security.map(({ schemes }) => Object.entries(schemes));
    if (!ways.length) return nothing;
    return html`<section class="stack tight"><h3>Signing in</h3>
      <ul class="plain">${ways.map((way) => html`<li class="small">${way.length ? way.map(([name, scopes], at) => html`${at ? ' and ' : ''}<code>${name}</code>${scopes.length ? html` with ${scopes.map((scope, n) => html`${n ? ', ' : ''}<code>${scope}</code>`)}` : nothing}`) : 'without'}</li>`)}</ul>
    </section>`;
  }

  parameters() {
    const { parameters } = this.operation;
    if (!parameters.length) return nothing;
    const places = [...new Set(parameters.map((parameter) => parameter.in))];
    return html`<section class="stack tight"><h3>Parameters</h3>
      ${places.map(
        (place) => html`<h4 class="small muted">${PLACES[place] ?? place}</h4>
          <ul class="plain schema">${parameters.filter((one) => one.in === place).map((one) => this.parameter(one))}</ul>`,
      )}
    </section>`;
  }

  parameter({ name, required, description, schema }) {
    return html`<li>
      <p class="row field-head"><code class="strong">${name}</code> <span class="small muted">${typeOf(schema)}</span>${required ? badge('required', 'warn') : nothing}</p>
      ${description ? html`<p class="small" dir="auto">${plain(description)}</p>` : nothing}
      ${about({ ...schema, description: undefined })}
    </li>`;
  }

  body() {
    const body = this.operation.requestBody;
    if (!body) return nothing;
    return html`<section class="stack tight"><h3>Body ${body.required ? badge('required', 'warn') : nothing}</h3>
      ${body.description ? readable(body.description) : nothing} ${body.contents.map((content) => this.media(content))}
    </section>`;
  }

  media({ mediaType, schema }) {
    return html`<div class="media"><p><code class="small">${mediaType}</code></p>
      <fe-spec-schema .schema=${schema}></fe-spec-schema>
      ${schema?.example !== undefined ? html`<details><summary class="small">Example</summary><pre tabindex="0">${JSON.stringify(schema.example, null, 2)}</pre></details>` : nothing}
    </div>`;
  }

  responses() {
    const { responses } = this.operation;
    if (!responses.length) return nothing;
    return html`<section class="stack tight"><h3>Answers</h3>
      ${responses.map(
        ({ status, description, contents }, at) => html`<details class="status-part" ?open=${at === 0}>
          <summary><span class="badge ${toneOf(status)}">${status}</span> <span class="small" dir="auto">${plain(description) ?? ''}</span></summary>
          ${contents.length ? contents.map((content) => this.media(content)) : html`<p class="small muted">Nothing is said about what it holds.</p>`}
        </details>`,
      )}
    </section>`;
  }
}

const toneOf = (status) => ({ 2: 'good', 3: 'info', 4: 'warn', 5: 'bad' })[status[0]] ?? '';

customElements.define('fe-operation-page', OperationPage);
