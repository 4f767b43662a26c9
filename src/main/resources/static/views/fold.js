import { Element, html, nothing } from '../lib/element.js';
import { part } from '../lib/part.js';
import { problemNotice } from '../lib/widgets.js';

/** A part that is loaded when somebody opens it. `content` makes it, after `load` (an import) is through. */
class Fold extends Element {
  static properties = { name: { attribute: false }, load: { attribute: false }, content: { attribute: false }, open: { state: true }, ready: { state: true }, problem: { state: true } };

  async toggled(event) {
    if (event.target !== event.currentTarget) return;
    this.open = event.target.open;
    if (this.open && !this.ready) await this.fetch();
  }

  async fetch() {
    this.problem = null;
    try {
      if (this.load) await part(this.load);
      this.ready = true;
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    return html`<details class="opening" @toggle=${this.toggled}><summary><h3>${this.name}</h3></summary>${this.problem ? problemNotice(this.problem, () => this.fetch()) : nothing}${this.open && this.ready ? html`<div class="opening-content">${this.content()}</div>` : nothing}</details>`;
  }
}

customElements.define('fe-fold', Fold);
