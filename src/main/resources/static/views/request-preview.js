import { Element, html, nothing } from '../lib/element.js';
import { copyButton } from '../lib/widgets.js';
import { size } from '../lib/format.js';
import { sketch, curl } from './code.js';
import { cut } from './code-samples.js';

/** The very request that goes out, as curl, while it is still being written; or what keeps it from going out. */
class RequestPreview extends Element {
  static properties = { request: { attribute: false }, problem: { attribute: false }, authMethod: { attribute: false }, system: { attribute: false } };

  render() {
    const { request, problem } = this;
    const wrong = problem?.errors?.length ?? 0;
    return html`<section class="test-preview" aria-labelledby="preview-title">
      <div class="row apart">
        <h3 id="preview-title">Request ${request ? html`<span class="small muted">${request.size ? size(request.size) : 'no body'}</span>` : nothing}</h3>
        ${request ? copyButton(() => this.curl(), 'Copy as curl') : nothing}
      </div>
      ${request ? html`<pre class="code" dir="ltr" tabindex="0" role="region" aria-label="The request as curl">${cut(this.curl())}</pre>` : nothing}
      ${problem
        ? html`<div class="notice ${wrong ? 'bad' : 'warn'} small"><div class="grow stack tight">
            <strong>${wrong ? `${wrong === 1 ? 'One thing is' : `${wrong} things are`} off the contract, so it would not be sent` : problem.detail}</strong>
            ${wrong ? html`<ul>${problem.errors.map(({ pointer, message }) => html`<li>${pointer ? html`<button type="button" class="link mono" @click=${() => this.tell('field', pointer)}>${pointer}</button>` : nothing} ${message}</li>`)}</ul>` : nothing}
            <span class="muted">Code <code>${problem.code}</code></span>
          </div></div>`
        : nothing}
    </section>`;
  }

  curl() {
    return curl(sketch(this.request, this.authMethod, this.system ?? ''));
  }
}

customElements.define('fe-request-preview', RequestPreview);
