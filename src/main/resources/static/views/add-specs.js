import { Element, html, nothing } from '../lib/element.js';
import { post } from '../lib/api.js';
import { go } from '../lib/router.js';
import { count, size } from '../lib/format.js';
import { problemNotice } from '../lib/widgets.js';
import { filesOf } from './dropped-files.js';
import { uploadBar } from './upload-bar.js';

/** What one request may hold, with something to spare. */
const MOST_FILES = 900;
const MOST_BYTES = 400e6;
const SHOWN = 6;

/** A dialog that takes files, a folder or addresses and makes an ingestion of them. */
class AddSpecs extends Element {
  static properties = { files: { state: true }, busy: { state: true }, gone: { state: true }, problem: { state: true }, over: { state: true }, passed: { state: true } };

  constructor() {
    super();
    this.files = [];
  }

  /** @param transfer what was dropped on the page, if that is how it began */
  async open(transfer) {
    Object.assign(this, { files: [], problem: null, busy: false });
    this.querySelector('dialog').showModal();
    if (transfer) await this.take(filesOf(transfer));
  }

  async take(reading) {
    const { files, passed } = await reading;
    this.files = [...this.files, ...files];
    this.passed = passed;
  }

  picked(event) {
    const input = event.target;
    this.take(filesOf(input)).then(() => (input.value = ''));
  }

  dropped(event) {
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    this.take(filesOf(event.dataTransfer));
  }

  /** Requests that are each small enough. */
  parcels() {
    const parcels = [];
    let bytes = 0;
    for (const file of this.files) {
      if (!parcels.length || parcels.at(-1).length === MOST_FILES || bytes + file.size > MOST_BYTES) {
        parcels.push([]);
        bytes = 0;
      }
      parcels.at(-1).push(file);
      bytes += file.size;
    }
    return parcels;
  }

  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const dryRun = form.elements.dryRun.checked;
    const urls = form.elements.urls.value.split(/\s+/).filter(Boolean);
    if (!urls.length && !this.files.length) {
      this.problem = { detail: 'Choose at least one file, or give an address.' };
      return;
    }
    this.busy = true;
    this.problem = null;
    const { signal } = (this.sending = new AbortController());
    try {
      const jobs = [];
      const all = this.files.reduce((sum, file) => sum + file.size, 0);
      let before = 0;
      if (urls.length) jobs.push(await post('/ingestions', { urls, dryRun }, { signal }));
      for (const parcel of this.parcels()) {
        const body = new FormData();
        for (const file of parcel) body.append('file', file, file.at ?? file.name);
        const parcelSize = parcel.reduce((sum, file) => sum + file.size, 0);
        jobs.push(await post('/ingestions', body, { query: { dryRun }, signal, sent: (bytes, of) => (this.gone = { bytes: before + (bytes / of) * parcelSize, of: all }) }));
        before += parcelSize;
      }
      this.querySelector('dialog').close();
      go(jobs.length === 1 ? `/catalogue/ingestions/${jobs[0].id}` : '/catalogue/ingestions');
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
    if (this.sending.signal !== signal) return;
    this.busy = false;
    this.gone = null;
  }

  /** What has not gone yet stays here. */
  closed() {
    this.sending?.abort();
    this.files = [];
  }

  render() {
    return html`<dialog aria-labelledby="add-specs-title" @close=${this.closed}>
      <form @submit=${this.submit} novalidate>
        <div class="dialog-head">
          <h2 id="add-specs-title">Add specs</h2>
          <button type="button" class="quiet" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>✕</button>
        </div>
        <div class="dialog-body stack">
          ${this.problem ? problemNotice(this.problem) : nothing}
          <div class="drop ${this.over ? 'over' : ''}" @dragover=${this.hover} @dragleave=${() => (this.over = false)} @drop=${this.dropped}>
            <p><strong>Drop files or a folder here</strong></p>
            <p class="small muted">OpenAPI or Swagger as JSON or YAML, Postman collections, HAR recordings, Google Discovery documents; also in .zip or .tar.gz</p>
            <div class="row center">
              <label class="button">Choose files<input class="unseen" type="file" multiple @change=${this.picked} /></label>
              <label class="button">Choose a folder<input class="unseen" type="file" webkitdirectory @change=${this.picked} /></label>
            </div>
          </div>
          ${this.chosen()}
          ${uploadBar(this.gone)}
          <div class="field">
            <label for="add-urls">Addresses of documents</label>
            <textarea id="add-urls" name="urls" rows="3" class="mono" spellcheck="false" placeholder="https://example.com/openapi.json"></textarea>
            <span class="hint">One a line. They are fetched by the service.</span>
          </div>
          <label class="row check"><input type="checkbox" name="dryRun" /> <span>Dry run: say what would become of each, and keep nothing</span></label>
        </div>
        <div class="dialog-foot">
          <button type="button" @click=${() => this.querySelector('dialog').close()}>Cancel</button>
          <button class="primary" ?disabled=${this.busy}>${this.busy ? html`<span class="spinner" aria-hidden="true"></span> Sending…` : 'Add'}</button>
        </div>
      </form>
    </dialog>`;
  }

  hover(event) {
    event.preventDefault();
    this.over = true;
  }

  chosen() {
    if (!this.files.length && !this.passed) return nothing;
    const bytes = this.files.reduce((sum, file) => sum + file.size, 0);
    const more = this.files.length - SHOWN;
    return html`<div class="stack tight" role="status">
      <p class="row apart"><strong>${count(this.files.length, 'file')}, ${size(bytes)}</strong>
        <button type="button" class="quiet small" @click=${() => Object.assign(this, { files: [], passed: 0 })}>Take none</button></p>
      <ul class="plain small muted chosen">${this.files.slice(0, SHOWN).map((file) => html`<li><bdi>${file.at ?? file.name}</bdi></li>`)}${more > 0 ? html`<li>… and ${count(more, 'other')}</li>` : nothing}</ul>
      ${this.passed ? html`<p class="small muted">${count(this.passed, 'file')} passed over: neither document nor archive by name.</p>` : nothing}
    </div>`;
  }
}

customElements.define('fe-add-specs', AddSpecs);
