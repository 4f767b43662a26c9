// How single changes of an API are shown, in the spec's changes and in the drift of a connector.
import { html, nothing } from '../lib/element.js';
import { badge, operation } from '../lib/widgets.js';
import { severityBadge } from './catalogue-parts.js';

const KINDS = { added: ['new', 'good'], removed: ['gone', 'bad'], moved: ['moved', 'warn'] };

export const changeList = (changes) => html`<ul class="plain changes">${changes.map(
  (change) => html`<li>
    <p class="row"><span>${severityBadge(change.severity)}</span><span class="grow" dir="auto">${change.message}</span></p>
    <p class="small muted"><code>${change.code}</code>${change.pointer ? html` at <code>${change.pointer}</code>` : nothing}</p>
  </li>`,
)}</ul>`;

/** One operation with what changed of it; unfolded when it breaks something. */
export function changedOperation({ method: verb, path, kind, severity, movedTo, changes, advice }, more = nothing) {
  return html`<li class="card tight">
    <details ?open=${severity === 'breaking' && changes.length < 8}>
      <summary><span class="row apart"><span class="grow">${operation(verb, path)}</span><span class="row">${KINDS[kind] ? badge(...KINDS[kind]) : nothing}${severityBadge(severity)}</span></span></summary>
      ${movedTo?.includes('/') ? html`<p class="small">Now at <code>${movedTo}</code></p>` : nothing} ${changeList(changes)}
      ${advice ? html`<p><strong>What to do:</strong> ${advice}</p>` : nothing} ${more}
    </details>
  </li>`;
}
