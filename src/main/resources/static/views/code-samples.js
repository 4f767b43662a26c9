import { Element, html, nothing } from '../lib/element.js';
import { copyButton, problemNotice } from '../lib/widgets.js';
import { sketch, curl, java, typescript, python } from './code.js';

const LANGUAGES = [
  ['curl', 'curl', curl],
  ['java', 'Java', java],
  ['typescript', 'TypeScript', typescript],
  ['python', 'Python', python],
];

const MOST = 20000;

/** What is shown of a long program; all of it is what is copied. */
export const cut = (code) => (code.length > MOST ? `${code.slice(0, MOST)}\n… (${code.length - MOST} more characters, which are copied, too)` : code);

/** The request of the form as a program, in one of some languages. */
class CodeSamples extends Element {
  static properties = {
    request: { attribute: false },
    problem: { attribute: false },
    authMethod: { attribute: false },
    system: { attribute: false },
    language: { state: true },
  };

  constructor() {
    super();
    this.language = 'curl';
  }

  render() {
    if (!this.request) {
      return this.problem?.errors?.length || this.problem ? html`<p class="muted">There is code as soon as the request can be sent.</p>${problemNotice(this.problem)}` : html`<p class="muted" role="status">Waiting for the request…</p>`;
    }
    const what = sketch(this.request, this.authMethod, this.system);
    const [, name, write] = LANGUAGES.find(([key]) => key === this.language);
    const code = cut(write(what));
    return html`<div class="stack">
      <div class="row apart">
        <div class="choices" role="group" aria-label="Language">
          ${LANGUAGES.map(([key, text]) => html`<button type="button" aria-pressed=${String(key === this.language)} @click=${() => (this.language = key)}>${text}</button>`)}
        </div>
        ${copyButton(() => write(sketch(this.request, this.authMethod, this.system)), `Copy as ${name}`)}
      </div>
      <p class="small muted">The request of the form, as it would go to the system. Secrets are read from the environment.</p>
      ${what.notes.map((note) => html`<p class="notice warn small">${note}</p>`)}
      <pre class="code" dir="ltr" tabindex="0" role="region" aria-label="The request in ${name}">${code}</pre>
      ${this.language === 'python' ? html`<p class="small muted">Needs the package <code>requests</code>.</p>` : nothing}
    </div>`;
  }
}

customElements.define('fe-code-samples', CodeSamples);
