// A workflow as a picture: a lane for each system, the steps below one another in the order in which they run.
import { html, svg, nothing } from '../lib/element.js';

const LANE = 232;
const GAP = 12;
const HEAD = 44;
const TRIGGER = 34;
const ROW = 80;
const BOX = 54;
const EDGE = 14;
const MONO = 7.3; // width of a letter at 12 px
const SANS = 6.4; // of most letters at 11 px
const TRIGGERS = { webhook: 'An event arrives', schedule: 'At its time', manual: 'Started by hand' };

const cut = (text, width, letter) => {
  const most = Math.max(3, Math.floor(width / letter));
  const letters = [...text];
  return letters.length > most ? letters.slice(0, most - 1).join('') + '…' : text;
};

/** Long paths are cut in front: their end says most. */
const cutPath = (text, width) => {
  const most = Math.floor(width / MONO);
  const letters = [...text];
  return letters.length > most ? '…' + letters.slice(letters.length - most + 1).join('') : text;
};

const keyOf = (step) => `${step.system} ${step.method} ${step.path}`;

/** Where everything stands. Endpoints that no step uses come last, without arrows. */
export function arranged(plan, workflow) {
  const lanes = plan.systems.filter((system) => system.endpoints.length).map((system) => system.name);
  workflow.steps.forEach((step) => lanes.includes(step.system) || lanes.push(step.system));
  const inOrder = [...lanes].sort((a, b) => first(workflow, a) - first(workflow, b));
  const laneOf = new Map(inOrder.map((name, at) => [name, at]));
  const prerequisites = new Set(plan.systems.flatMap((system) => system.endpoints.filter((one) => one.role === 'prerequisite').map((one) => keyOf({ ...one, system: system.name }))));
  const place = (step, row) => ({
    ...step,
    key: keyOf(step),
    prerequisite: prerequisites.has(keyOf(step)),
    x: GAP + laneOf.get(step.system) * (LANE + GAP) + EDGE,
    y: HEAD + TRIGGER + 40 + row * ROW,
    width: LANE - 2 * EDGE,
  });
  const steps = workflow.steps.map(place);
  const used = new Set(steps.map((step) => step.key));
  const loose = plan.workflows.length > 1 ? [] : plan.systems.flatMap((system) => system.endpoints.map((one) => ({ system: system.name, method: one.method, path: one.path, purpose: one.clause }))).filter((one) => !used.has(keyOf(one)));
  const rest = loose.map((one, at) => ({ ...place(one, steps.length + at), loose: true }));
  const all = [...steps, ...rest];
  return {
    lanes: inOrder.map((name, at) => ({ name, x: GAP + at * (LANE + GAP) })),
    steps,
    rest,
    width: GAP + inOrder.length * (LANE + GAP),
    height: HEAD + TRIGGER + 40 + all.length * ROW + GAP,
  };
}

function first(workflow, system) {
  const at = workflow.steps.findIndex((step) => step.system === system);
  return at < 0 ? workflow.steps.length : at;
}

const middle = (step) => step.x + step.width / 2;

function down(x1, y1, x2, y2) {
  const half = (y2 - y1) / 2;
  return `M ${x1} ${y1} C ${x1} ${y1 + half}, ${x2} ${y2 - half}, ${x2} ${y2}`;
}

const tip = (x, y, dashed) => svg`<path class="tip ${dashed ? 'dashed' : ''}" d="M ${x - 4} ${y - 7} L ${x} ${y} L ${x + 4} ${y - 7} Z"></path>`;

/** From one step to the next; dashed where the former only yields what the latter needs. */
function arrows(steps) {
  return steps.slice(1).map((to, at) => {
    const from = steps[at];
    return svg`<path class="edge ${from.prerequisite ? 'dashed' : ''}" d=${down(middle(from), from.y + BOX, middle(to), to.y - 3)}></path>${tip(middle(to), to.y, from.prerequisite)}`;
  });
}

/** Values that skip steps, drawn beside them, so that no line runs through a box of its own lane. */
function handed(steps, mappings) {
  const at = new Map(steps.map((step, index) => [step.key, index]));
  const pairs = new Set();
  for (const { from, to } of mappings ?? []) {
    const source = at.get(from.slice(0, from.lastIndexOf(' → ')));
    const target = at.get(to.slice(0, to.lastIndexOf(' → ')));
    if (source !== undefined && target !== undefined && target - source > 1) pairs.add(`${source} ${target}`);
  }
  return [...pairs].slice(0, 12).map((pair) => {
    const [source, target] = pair.split(' ').map((index) => steps[index]);
    const right = target.x >= source.x;
    const x1 = right ? source.x + source.width : source.x;
    const x2 = target.x > source.x ? target.x : target.x + target.width;
    const bow = target.x === source.x ? EDGE - 2 : (x2 - x1) / 2;
    return svg`<path class="handed" d="M ${x1} ${source.y + BOX / 2} C ${x1 + bow} ${source.y + BOX / 2}, ${x2 + (target.x === source.x ? bow : -bow)} ${target.y + BOX / 2}, ${x2} ${target.y + BOX / 2}"></path><circle class="handed-end" cx=${x2} cy=${target.y + BOX / 2} r="3"></circle>`;
  });
}

function box(step, number) {
  const method = step.method.toUpperCase();
  const badge = 14 + method.length * 7;
  return svg`<g class="step ${step.prerequisite ? 'prerequisite' : ''} ${step.loose ? 'loose' : ''}">
    <title>${step.system}: ${method} ${step.path} — ${step.purpose}</title>
    <rect class="box" x=${step.x} y=${step.y} width=${step.width} height=${BOX} rx="8"></rect>
    <rect class="method-box ${method.toLowerCase()}" x=${step.x + 8} y=${step.y + 9} width=${badge} height="17" rx="4"></rect>
    <text class="method-word ${method.toLowerCase()}" x=${step.x + 8 + badge / 2} y=${step.y + 21.5} text-anchor="middle">${method}</text>
    <text class="path-word" x=${step.x + badge + 16} y=${step.y + 22}>${cutPath(step.path, step.width - badge - 22)}</text>
    <text class="purpose" x=${step.x + 9} y=${step.y + 43}>${cut(number ? `${number}. ${step.purpose}` : step.purpose, step.width - 16, SANS)}</text>
  </g>`;
}

function described(workflow, { steps, lanes }) {
  const told = steps.map((step, at) => `${at + 1}. ${step.method} ${step.path} of ${step.system}${step.prerequisite ? ', needed first' : ''}`);
  return `${lanes.length} systems. ${TRIGGERS[workflow.trigger] ?? workflow.trigger}; then ${told.join('; ')}.`;
}

export function diagram(plan, workflow) {
  const drawn = arranged(plan, workflow);
  const { lanes, steps, rest, width, height } = drawn;
  if (!steps.length && !rest.length) return nothing;
  const id = `diagram-${plan.id}-${plan.workflows.indexOf(workflow)}`;
  const start = steps[0] ?? rest[0];
  return html`<svg class="diagram" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
    <title id="${id}-title">${workflow.name}</title>
    <desc id="${id}-desc">${described(workflow, drawn)}</desc>
    ${lanes.map((lane) => svg`<g><title>${lane.name}</title><rect class="lane" x=${lane.x} y="6" width=${LANE} height=${height - 12} rx="10"></rect><text class="lane-name" x=${lane.x + LANE / 2} y="30" text-anchor="middle">${cut(lane.name, LANE - 24, 7.2)}</text></g>`)}
    ${steps.length
      ? svg`<g><rect class="trigger" x=${middle(start) - 74} y=${HEAD + 4} width="148" height=${TRIGGER} rx="17"></rect>
        <text class="trigger-word" x=${middle(start)} y=${HEAD + 26} text-anchor="middle">${TRIGGERS[workflow.trigger] ?? workflow.trigger}</text>
        <path class="edge" d=${down(middle(start), HEAD + 4 + TRIGGER, middle(start), start.y - 3)}></path>${tip(middle(start), start.y, false)}</g>`
      : nothing}
    ${arrows(steps)} ${handed(steps, workflow.mappings)} ${steps.map((step, at) => box(step, at + 1))} ${rest.map((step) => box(step, 0))}
  </svg>`;
}
