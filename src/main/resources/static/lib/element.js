// What all elements of the page are made of.
import { LitElement, html, nothing } from 'lit';
import { problemNotice, waiting } from './widgets.js';

export { html, svg, nothing } from 'lit';
export { repeat } from 'lit/directives/repeat.js';
export { classMap } from 'lit/directives/class-map.js';
export { ifDefined } from 'lit/directives/if-defined.js';
export { live } from 'lit/directives/live.js';
export { ref, createRef } from 'lit/directives/ref.js';

/** An element without a shadow root: one set of style sheets, one document for screen readers and tests. */
export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tells whoever is above about something. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/**
 * An element that shows something of the service: loading, then what came or the problem with a way to try again. A subclass
 * gives `load(signal)`, called again whenever `key()` has changed, and `content()`.
 */
export class View extends Element {
  static properties = { params: { attribute: false }, query: { attribute: false }, loading: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.params = {};
    this.query = {};
    this.loading = true;
    this.problem = null;
  }

  /** What is shown, as a string: another one means that it is to be loaded. */
  key() {
    return JSON.stringify(this.params);
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    const key = this.key();
    if (key !== this.loadedKey) {
      this.loadedKey = key;
      this.loading = true;
      this.reload();
    }
  }

  /** Loads again; what is shown stays until the new is there. */
  async reload() {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    try {
      await this.load(asking.signal);
      if (asking.signal.aborted) return;
      this.problem = null;
    } catch (problem) {
      if (asking.signal.aborted) return;
      this.problem = problem;
    }
    this.loading = false;
    this.requestUpdate();
  }

  /** What could not be had is asked for again when the service is back. */
  back = () => this.problem?.status === 0 && this.reload();

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('ferrule-back', this.back);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('ferrule-back', this.back);
    this.asking?.abort();
    this.loadedKey = undefined;
  }

  render() {
    if (this.loading) return html`<div class="page">${waiting()}</div>`;
    if (this.problem) return html`<div class="page">${problemNotice(this.problem, () => this.reload())}</div>`;
    return this.content();
  }

  content() {
    return nothing;
  }
}
