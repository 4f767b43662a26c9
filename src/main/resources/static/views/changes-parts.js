// What the views of changes have in common.
import { html, nothing } from '../lib/element.js';

const TABS = [['', 'Connectors'], ['feed', 'What happened'], ['webhooks', 'Webhooks']];

export const places = (here) => html`<nav class="tabs catalogue-tabs" aria-label="Changes">
  ${TABS.map(([name, title]) => html`<a href=${name ? `/changes?tab=${name}` : '/changes'} aria-current=${name === here ? 'page' : nothing}>${title}</a>`)}
</nav>`;

/** The kinds of events, in words. */
export const EVENTS = {
  'spec.changed': ['A newer version of an API', 'info'],
  'connector.breaking': ['A connector breaks', 'bad'],
  'endpoint.removed': ['An endpoint is gone', 'bad'],
  'connector.upgraded': ['A connector was upgraded', 'good'],
  'connector.upgrade-undone': ['An upgrade was taken back', 'warn'],
};
