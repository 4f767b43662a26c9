import { Element, html, nothing } from '../lib/element.js';
import { badge, empty } from '../lib/widgets.js';
import { prose } from '../lib/prose.js';
import './schema-docs.js';

const PLACES = { path: 'in the path', query: 'in the query', header: 'a header', cookie: 'a cookie' };
const CONVENTIONS = {
  pagination: ({ style, parameter, sizeParameter, next }) => `It answers in pages (${style.toLowerCase().replaceAll('_', ' ')})${parameter ? `, asked for by “${parameter}”` : ''}${sizeParameter ? `, as long as “${sizeParameter}” says` : ''}${next ? `; the next is at ${next}` : ''}.`,
  rateLimit: ({ limit, remaining, reset, retryAfter }) => `It limits how often one may call; these headers tell: ${[limit, remaining, reset, retryAfter].filter(Boolean).join(', ')}.`,
  idempotencyKey: ({ header, required }) => `A repeated call with the same “${header}” does its work only once${required ? '; it must be given' : ''}.`,
  error: ({ message, code }) => `What went wrong is at ${message ?? 'no known place'}${code ? `, its code at ${code}` : ''}.`,
  longRunning: ({ header, url, status }) => `The work goes on after the answer${header || url ? `; its state is asked for at the address in ${header ?? url}` : ''}${status ? `, and told at ${status}` : ''}.`,
};

/** What the spec says of an endpoint. */
class EndpointDocs extends Element {
  static properties = { inputs: { attribute: false }, endpoint: { attribute: false } };

  render() {
    const { inputs } = this;
    return html`<div class="docs stack loose">
      ${inputs.deprecated ? html`<div class="notice warn">The spec calls this endpoint deprecated.</div>` : nothing}
      ${inputs.description ? prose(inputs.description) : html`<p class="muted">The spec says nothing more about it.</p>`}
      ${this.source()} ${this.security()} ${this.parameters()} ${this.body()} ${this.responses()} ${this.conventions()}
    </div>`;
  }

  source() {
    const { endpoint } = this;
    const { specId, pointer } = endpoint?.provenance ?? {};
    if (!specId) return html`<p class="small muted">Made by hand: no spec describes it.</p>`;
    return html`<p class="small"><a href="/catalogue/specs/${encodeURIComponent(specId)}?operation=${encodeURIComponent(endpoint.operationId ?? '')}">In the catalogue</a> <span class="muted">as <code>${endpoint.operationId}</code>, at <code>${pointer}</code></span></p>`;
  }

  security() {
    const { security } = this.inputs;
    if (!security?.length) return nothing;
    return html`<section class="stack tight">
      <h3>Who may call it</h3>
      <ul>
        ${security.map(({ schemes }) => {
          const all = Object.entries(schemes);
          return html`<li>${all.length ? all.map(([name, scopes], at) => html`${at ? ' and ' : ''}<code>${name}</code>${scopes.length ? html` with ${scopes.map((scope) => html`<span class="badge"><bdi class="mono">${scope}</bdi></span> `)}` : nothing}`) : 'anybody, without credentials'}</li>`;
        })}
      </ul>
    </section>`;
  }

  parameters() {
    const { parameters, defs } = this.inputs;
    if (!parameters.length) return nothing;
    return html`<section class="stack tight">
      <h3>Parameters</h3>
      <div class="schema-rows">
        ${parameters.map((one) => html`<fe-schema-docs .name=${one.name} .schema=${one.schema} .defs=${defs} .required=${one.required} .deprecated=${one.deprecated} .note=${one.description} .place=${PLACES[one.in] ?? one.in}></fe-schema-docs>`)}
      </div>
    </section>`;
  }

  body() {
    const { body, defs } = this.inputs;
    if (!body) return nothing;
    return html`<section class="stack tight">
      <h3>Body ${body.required ? html`<span class="needed">required</span>` : nothing}</h3>
      ${body.description ? prose(body.description) : nothing}
      ${body.contents.map((one) => this.content(one, defs))}
    </section>`;
  }

  content({ contentType, schema }, defs) {
    return html`<div class="stack tight">
      <p class="small"><code>${contentType}</code></p>
      ${schema && Object.keys(schema).length ? html`<div class="schema-rows"><fe-schema-docs .schema=${schema} .defs=${defs} .spread=${true}></fe-schema-docs></div>` : html`<p class="small muted">The spec does not say what is in it.</p>`}
    </div>`;
  }

  responses() {
    const { responses, defs } = this.inputs;
    if (!responses.length) return empty('No answers', 'The spec does not say what this endpoint answers.');
    return html`<section class="stack tight">
      <h3>Answers</h3>
      ${responses.map(({ status, description, headers, contents }, at) => html`<details class="fold" ?open=${at === 0} @toggle=${(event) => this.opened(event, at)}>
        <summary>${badge(status, status.startsWith('2') ? 'good' : status === 'default' || status.startsWith('3') ? '' : 'warn')} <span dir="auto">${firstLine(description)}</span></summary>
        ${at === 0 || this.seen?.has(at)
          ? html`<div class="fold-body stack">
              ${description?.includes('\n') ? prose(description) : nothing}
              ${headers.length ? html`<div class="schema-rows">${headers.map((one) => html`<fe-schema-docs .name=${one.name} .schema=${one.schema} .defs=${defs} .place=${'a header'}></fe-schema-docs>`)}</div>` : nothing}
              ${contents.length ? contents.map((one) => this.content(one, defs)) : html`<p class="small muted">It has no body.</p>`}
            </div>`
          : nothing}
      </details>`)}
    </section>`;
  }

  opened(event, at) {
    if (event.target !== event.currentTarget || !event.target.open) return;
    this.seen = new Set([...(this.seen ?? []), at]);
    this.requestUpdate();
  }

  conventions() {
    const found = Object.entries(CONVENTIONS).filter(([name]) => this.inputs.conventions?.[name]);
    if (!found.length) return nothing;
    return html`<section class="stack tight">
      <h3>How it behaves</h3>
      <ul>${found.map(([name, say]) => {
        const one = this.inputs.conventions[name];
        return html`<li>${say(one)}<br /><span class="small muted">${one.evidence.slice(0, 3).map((place) => html`<code>${place}</code> `)}</span></li>`;
      })}</ul>
    </section>`;
  }
}

const firstLine = (text) => (text ?? '').split('\n')[0];

customElements.define('fe-endpoint-docs', EndpointDocs);
