import { Element, html, nothing } from '../lib/element.js';
import { problemNotice } from '../lib/widgets.js';

const WRITES = [['', 'may write, after a confirmation'], ['forbidden', 'must not change anything in the system']];

/** Name, base URL and call policy of a connector in one integration. `change` is called with what shall be other. */
class TemplateSettings extends Element {
  static properties = { template: { attribute: false }, connectorUrl: { attribute: false }, problem: { attribute: false }, change: { attribute: false } };

  async submit(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    await this.change({ name: data.get('name').trim(), baseUrl: data.get('baseUrl').trim() || null, writes: data.get('writes') || null }, 'The settings are saved.');
  }

  render() {
    const { template, problem } = this;
    const wrong = (pointer) => problem?.errors?.find((error) => error.pointer === pointer)?.message;
    const says = (pointer) => (wrong(pointer) ? html` <span class="wrong">${wrong(pointer)}</span>` : nothing);
    return html`<form class="card stack" @submit=${this.submit}>
      ${problem ? problemNotice(problem) : nothing}
      <div class="field"><label for="template-name">Name in this integration</label>
        <input id="template-name" name="name" required maxlength="200" .value=${template.name} aria-invalid=${wrong('/name') ? 'true' : nothing} />${says('/name')}</div>
      <div class="field"><label for="template-url">Base URL</label>
        <input id="template-url" name="baseUrl" class="mono" autocomplete="off" .value=${template.baseUrl ?? ''} placeholder=${this.connectorUrl ?? 'https://api.example.com'} aria-describedby="template-url-hint" aria-invalid=${wrong('/baseUrl') ? 'true' : nothing} />
        <span class="hint" id="template-url-hint">Empty: the connector's. What differs from connection to connection stands in braces and is asked for when one connects.${says('/baseUrl')}</span></div>
      <div class="field"><label for="template-writes">Calls of this integration</label>
        <select id="template-writes" name="writes">${WRITES.map(([value, text]) => html`<option value=${value} ?selected=${(template.writes ?? '') === value || (value === '' && template.writes === 'allowed')}>${text}</option>`)}</select></div>
      <div><button>Save</button></div>
    </form>`;
  }
}

customElements.define('fe-template-settings', TemplateSettings);
