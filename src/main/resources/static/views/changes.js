import { Element, html } from '../lib/element.js';
import { places } from './changes-parts.js';
import './changes-feed.js';
import './drift-of-all.js';
import './webhooks.js';

/** What changed, who is touched, and who is told: `?tab=` says which of these. */
class Changes extends Element {
  static properties = { params: { attribute: false }, query: { attribute: false } };

  constructor() {
    super();
    this.query = {};
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Changes · Ferrule';
  }

  render() {
    const tab = this.query.tab ?? '';
    return html`<div class="page catalogue">
      <div class="page-head"><div class="stack tight"><h1>Changes</h1><p class="muted">What newer versions of APIs mean for your connectors. Nothing is changed by itself.</p></div></div>
      ${places(tab)} ${tab === 'feed' ? html`<fe-changes-feed></fe-changes-feed>` : tab === 'webhooks' ? html`<fe-webhooks></fe-webhooks>` : html`<fe-drift-of-all></fe-drift-of-all>`}
    </div>`;
  }
}

customElements.define('fe-changes', Changes);
