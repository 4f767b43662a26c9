// How much of the requirement is met, clause by clause, and what could be taken instead.
import { render } from 'lit';
import { html, svg, nothing } from '../lib/element.js';
import { saveSvg } from '../lib/save-svg.js';
import { swap } from '../lib/icons.js';
import { operation } from '../lib/widgets.js';

const STATUS = {
  covered: ['✓', 'covered', 'good'],
  ambiguous: ['?', 'ambiguous', 'warn'],
  missing: ['✕', 'missing', 'bad'],
};

const plannedFor = (plan, clause) => plan.systems.flatMap((system) => system.endpoints.filter((one) => one.clause === clause && one.role === 'requested').map((one) => ({ ...one, system: system.name, specId: system.specId })));

const isPlanned = (plan, other) => plan.systems.some((system) => system.specId === other.specId && system.endpoints.some((one) => one.method === other.method && one.path === other.path));

/** The bar with its words in it, for a file of its own. */
function saveChart(all) {
  const shares = sharesOf(all);
  const holder = document.createElement('div');
  holder.className = 'coverage-chart unseen';
  render(
    html`<svg class="alone" viewBox="0 0 600 56">
      <title>Coverage</title>
      ${shares.map(({ status, many, from, width }) => svg`<rect class=${status} x=${6 * from} y="8" width=${6 * width} height="16"></rect><text x=${6 * from + 4} y="44">${many} ${status}</text>`)}
    </svg>`,
    holder,
  );
  document.body.append(holder);
  saveSvg(holder.querySelector('svg'), 'coverage');
  holder.remove();
}

/** Which part of the bar each status has, in percent. */
function sharesOf(all) {
  let end = 0;
  return Object.keys(STATUS)
    .map((status) => ({ status, many: all.filter((one) => one.status === status).length }))
    .filter((one) => one.many)
    .map((one) => {
      const width = (100 * one.many) / all.length;
      end += width;
      return { ...one, from: end - width, width };
    });
}

/** A bar in which every clause has the same share. */
export function coverageChart(all) {
  if (!all.length) return nothing;
  const shares = sharesOf(all);
  return html`<figure class="coverage-chart">
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="Clauses: ${shares.map(({ status, many }) => `${many} ${status}`).join(', ')}">
      ${shares.map(({ status, from, width }) => svg`<rect class=${status} x=${from} y="0" width=${width} height="8"></rect>`)}
    </svg>
    <figcaption class="row small">
      ${shares.map(({ status, many }) => html`<span class="key ${status}">${many} ${status}</span>`)}
      <button class="quiet small" @click=${() => saveChart(all)} aria-label="Save the coverage as SVG">Save as SVG</button>
    </figcaption>
  </figure>`;
}

function clause(view, plan, met) {
  const [sign, word, tone] = STATUS[met.status] ?? ['·', met.status, ''];
  const planned = plannedFor(plan, met.clause);
  const others = met.alternatives.filter((one) => !isPlanned(plan, one));
  const names = new Map(plan.systems.map((system) => [system.specId, system.name]));
  return html`<li class="clause" data-status=${met.status}>
    <span class="badge ${tone}"><span aria-hidden="true">${sign}</span> ${word}</span>
    <div class="stack tight grow">
      <p class="strong" dir="auto">${met.clause}</p>
      ${planned.map((one) => html`<p class="small">${operation(one.method, one.path)} <span class="muted" dir="auto">${one.system}</span></p>`)}
      ${planned.length ? nothing : html`<p class="small muted">Nothing is planned for it${others.length ? '; these come near' : ''}.</p>`}
      ${others.length
        ? html`<details ?open=${met.status !== 'covered'}>
            <summary class="small">${others.length} ${others.length === 1 ? 'alternative' : 'alternatives'}</summary>
            <ul class="plain alternatives">
              ${others.map(
                (one) => html`<li><button class="small alternative" ?disabled=${view.busy} @click=${() => view.swap(met, one)} aria-label="Take ${one.method} ${one.path}${names.get(one.specId) ? ` of ${names.get(one.specId)}` : ''} for ${met.clause}">
                  ${swap} ${operation(one.method, one.path)}</button></li>`,
              )}
            </ul>
          </details>`
        : nothing}
    </div>
  </li>`;
}

export const coverage = (view, plan) =>
  plan.coverage.length
    ? html`<section class="card" aria-labelledby="coverage-head">
        <h2 id="coverage-head" tabindex="-1">What is asked for</h2>
        <ul class="plain clauses">${plan.coverage.map((met) => clause(view, plan, met))}</ul>
      </section>`
    : nothing;
