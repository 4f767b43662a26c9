import { Element, html, nothing } from '../lib/element.js';

/** A part that is loaded when somebody opens it. `content` makes it, after `load` (an import) is through. */
class Fold extends Element {
  static properties = { name: { attribute: false }, load: { attribute: false }, content: { attribute: false }, open: { state: true }, ready: { state: true } };

  async toggled(event) {
    if (event.target !== event.currentTarget) return;
    this.open = event.target.open;
    if (this.open && !this.ready) {
      await this.load?.();
      this.ready = true;
    }
  }

  render() {
    return html`<details class="opening" @toggle=${this.toggled}><summary><h3>${this.name}</h3></summary>${this.open && this.ready ? html`<div class="opening-content">${this.content()}</div>` : nothing}</details>`;
  }
}

customElements.define('fe-fold', Fold);
