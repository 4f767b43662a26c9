import { Element, html, nothing } from '../lib/element.js';
import { patch, post } from '../lib/api.js';
import { problemNotice, toast } from '../lib/widgets.js';

/** A dialog that makes or changes a source. Tells `source-saved`. */
class SourceForm extends Element {
  static properties = { source: { state: true }, problem: { state: true }, busy: { state: true }, shown: { state: true } };

  /** @param source the one to change; none: a new one */
  async open(source = null) {
    Object.assign(this, { source, problem: null, busy: false, shown: (this.shown ?? 0) + 1 });
    await this.updateComplete;
    const form = this.querySelector('form');
    form.reset();
    form.elements.name.value = source?.name ?? '';
    form.elements.urls.value = source?.urls.join('\n') ?? '';
    form.elements.folder.value = source?.folder ?? '';
    form.elements.interval.value = source?.interval ?? '24h';
    form.elements.filter.value = source?.filter ?? '';
    form.elements.owner.value = source?.owner ?? '';
    this.querySelector('dialog').showModal();
  }

  async submit(event) {
    event.preventDefault();
    const { name, urls, folder, interval, filter, owner } = event.target.elements;
    const body = {
      name: name.value.trim(),
      urls: urls.value.split(/\s+/).filter(Boolean),
      folder: folder.value.trim(),
      interval: interval.value.trim(),
      filter: filter.value.trim(),
      owner: owner.value.trim(),
    };
    this.busy = true;
    this.problem = null;
    try {
      if (this.source) await patch(`/sources/${this.source.id}`, body);
      else await post('/sources', body);
      this.querySelector('dialog').close();
      toast('Saved.');
      this.tell('source-saved');
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  field(name, label, hint, control) {
    const wrong = this.problem?.at?.(`/${name}`);
    return html`<div class="field"><label for="source-${name}">${label}</label>${control}${hint ? html`<span class="hint" id="source-${name}-hint">${hint}</span>` : nothing}${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}</div>`;
  }

  render() {
    return html`<dialog aria-labelledby="source-title">
      <form @submit=${this.submit} novalidate>
        <div class="dialog-head"><h2 id="source-title">${this.source ? 'Change the source' : 'Add a source'}</h2>
          <button type="button" class="quiet" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>✕</button></div>
        <div class="dialog-body stack">
          ${this.problem ? problemNotice(this.problem) : nothing}
          ${this.field('name', 'Name', "Letters, digits, '.', '_' and '-'.", html`<input id="source-name" name="name" required maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="source-name-hint" />`)}
          ${this.field('urls', 'Addresses', 'One a line. They are shown to everybody here, so they must hold no secret.', html`<textarea id="source-urls" name="urls" rows="4" class="mono" spellcheck="false" placeholder="https://example.com/openapi.json" aria-describedby="source-urls-hint"></textarea>`)}
          ${this.field('folder', 'Or a folder of the server', 'Only below those that the operator has allowed.', html`<input id="source-folder" name="folder" class="mono" autocomplete="off" spellcheck="false" aria-describedby="source-folder-hint" />`)}
          ${this.field('interval', 'How often', 'Such as 30m, 24h or 7d.', html`<input id="source-interval" name="interval" autocomplete="off" spellcheck="false" aria-describedby="source-interval-hint" />`)}
          ${this.field('filter', 'Only those that match', 'A pattern such as **/openapi.json', html`<input id="source-filter" name="filter" class="mono" autocomplete="off" spellcheck="false" aria-describedby="source-filter-hint" />`)}
          ${this.field('owner', 'Whom to ask about it', '', html`<input id="source-owner" name="owner" autocomplete="off" dir="auto" />`)}
        </div>
        <div class="dialog-foot">
          <button type="button" @click=${() => this.querySelector('dialog').close()}>Cancel</button>
          <button class="primary" ?disabled=${this.busy}>Save</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('fe-source-form', SourceForm);
