// What would run, and when: the steps in order, what flows between them, and how one can tell that it works.
import { html, nothing } from '../lib/element.js';
import { badge, operation } from '../lib/widgets.js';
import { count } from '../lib/format.js';
import { diagram } from './plan-diagram.js';
import { saveSvg } from '../lib/save-svg.js';

export const TRIGGERS = { webhook: 'When an event arrives', schedule: 'On a schedule', manual: 'Started by hand' };

/** The end of a mapping without the step, when the step is said beside it. */
const field = (end) => end.slice(end.lastIndexOf(' → ') + 1).replace(/^→ /, '');
const step = (end) => (end.includes(' → ') ? end.slice(0, end.lastIndexOf(' → ')) : '');

const mapping = (one) => html`<tr>
  <td><span class="small muted" dir="auto">${step(one.from)}</span><br /><code>${field(one.from)}</code></td>
  <td><span class="small muted" dir="auto">${step(one.to)}</span><br /><code>${field(one.to)}</code></td>
</tr>`;

export function workflowCard(view, plan, workflow) {
  const prerequisites = new Set(plan.systems.flatMap((system) => system.endpoints.filter((one) => one.role === 'prerequisite').map((one) => `${system.name} ${one.method} ${one.path}`)));
  const save = (event) => saveSvg(event.target.closest('article').querySelector('svg.diagram'), workflow.name);
  return html`<article class="card workflow" aria-label="Workflow: ${workflow.name}">
    <div class="row apart section-head">
      <h2 class="grow" dir="auto">${workflow.name}</h2>
      ${badge(TRIGGERS[workflow.trigger] ?? workflow.trigger, 'accent')}
    </div>
    ${workflow.story && workflow.story !== workflow.name ? html`<p dir="auto" class="muted">${workflow.story}</p>` : nothing}
    <figure class="diagram-frame">
      <div class="scroll-x" tabindex="0" role="region" aria-label="Diagram of the workflow">${diagram(plan, workflow)}</div>
      <figcaption class="row apart small muted"><span><span class="line solid" aria-hidden="true"></span> then <span class="line dashed" aria-hidden="true"></span> needed first ${workflow.mappings?.length ? html`<span class="line dotted" aria-hidden="true"></span> value handed on` : nothing}</span><button class="small" @click=${save}>Save as SVG</button></figcaption>
    </figure>
    <details>
      <summary>${count(workflow.steps.length, 'step')} in words</summary>
      <ol class="workflow-steps">
        ${workflow.steps.map(
          (one) => html`<li>${operation(one.method, one.path)} ${prerequisites.has(`${one.system} ${one.method} ${one.path}`) ? badge('needed first', 'info') : nothing}<br /><span class="small muted" dir="auto">${one.system}: ${one.purpose}</span></li>`,
        )}
      </ol>
    </details>
    ${workflow.mappings?.length
      ? html`<details>
          <summary>${count(workflow.mappings.length, 'value')} handed on</summary>
          <div class="scroll-x"><table><thead><tr><th scope="col">From</th><th scope="col">To</th></tr></thead><tbody>${workflow.mappings.map(mapping)}</tbody></table></div>
        </details>`
      : nothing}
    ${workflow.acceptance?.length ? html`<details><summary>How to tell that it works</summary><ul>${workflow.acceptance.map((one) => html`<li dir="auto">${one}</li>`)}</ul></details>` : nothing}
    <div class="row"><button class="primary" ?disabled=${view.busy} @click=${() => view.build()}>Build</button><span class="small muted">Publishes the connectors of the whole plan. Building twice changes nothing.</span></div>
  </article>`;
}
