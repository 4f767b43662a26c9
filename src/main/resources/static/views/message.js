// How the messages of a conversation look: what was said, what was answered and how that came about.
import { html, nothing } from '../lib/element.js';
import { badge, copyButton, operation } from '../lib/widgets.js';
import { clip } from '../lib/icons.js';
import { uploadBar } from './upload-bar.js';
import { prose } from '../lib/prose.js';
import { count, duration, number, size, timeOrDay, when } from '../lib/format.js';

/** Milliseconds after which one wants to see that something still goes on. */
const LONGER = 3000;

/** Characters from which a message scrolls in itself. */
const LONG = 1500;

export const MODES = { plan: 'Plan', build: 'Build', ask: 'Ask' };
/** The day is only worth its room when it is another one. */
const at = (instant) => html`<time datetime=${instant} title=${when(instant)}>${timeOrDay(instant)}</time>`;
const OUTCOMES = { created: 'good', updated: 'info', unchanged: '', failed: 'bad' };
const STATES = { cancelled: 'Stopped', interrupted: 'Interrupted', failed: 'Failed' };

export const operationLink = (specId, method, path) => `/catalogue/specs/${encodeURIComponent(specId)}?operation=${encodeURIComponent(`${method} ${path}`)}`;

const TOOLS = {
  find_systems: 'which systems there are',
  outline_resources: 'what a system has',
  search_operations: 'searching operations',
  describe_operation: 'reading an operation',
  list_auth_methods: 'how one signs in',
};
/** Steps whose text says what, but not what of. */
const SAID = {
  systems: (text) => `Systems: ${text}`,
  tool: (text) => `The model looks further: ${TOOLS[text] ?? text.replaceAll('_', ' ')}`,
  repair: (text) => `The model's answer cannot be used: ${text} Asking it again.`,
};
/** Steps that were not hoped for. */
const ODD = new Set(['retry', 'fallback', 'repair', 'refuse', 'shorten']);

export const stepText = (step) => SAID[step.kind]?.(step.text) ?? step.text;

/** What was done on the way, with the time since the beginning. Open while it goes on, folded afterwards. */
export function stepList(steps, { live = false, broken = false, gone = null, sofar = 0 } = {}) {
  if (!steps.length && !live) return nothing;
  const last = steps.at(-1);
  const items = steps.map(
    (step, at) => html`<li class=${live && at === steps.length - 1 ? 'now' : ODD.has(step.kind) ? 'odd' : ''}>
      <span class="mark" aria-hidden="true"></span><span class="what" dir="auto">${stepText(step)}</span><span class="at">${live && at === steps.length - 1 && sofar > LONGER ? `${Math.round(sofar / 1000)} s` : duration(step.atMs)}</span>
    </li>`,
  );
  if (live) {
    return html`<div class="steps live" data-part="steps">
      <ol class="plain">${items}</ol>
      ${broken ? html`<p class="small warn-text"><span class="spinner" aria-hidden="true"></span> The line broke. Listening again…</p>` : nothing}
      ${!steps.length && !broken ? html`<p class="small muted"><span class="spinner" aria-hidden="true"></span> Sending…</p>${uploadBar(gone)}` : nothing}
    </div>`;
  }
  const instead = steps.filter((step) => step.kind === 'fallback').at(-1);
  return html`${instead ? html`<p class="small warn-text" dir="auto">${instead.text}</p>` : nothing}<details class="steps" data-part="steps">
    <summary>${count(steps.length, 'step')}<span class="muted"> · ${duration(last.atMs)}</span></summary>
    <ol class="plain">${items}</ol>
  </details>`;
}

/** What became of each system that was built; `brief` beside words that say the same. */
export const outcomes = (connectors, link, { brief = false } = {}) => html`<ul class="outcomes plain" aria-label="What was built">
  ${connectors.map(
    (one) => html`<li data-outcome=${one.outcome}>
      <div class="row">
        ${one.templateId && link ? html`<a class="grow" href=${link(one.templateId)} dir="auto">${one.system}</a>` : html`<span class="grow strong" dir="auto">${one.system}</span>`}
        ${badge(one.outcome, OUTCOMES[one.outcome] ?? '')}
      </div>
      <p class="small muted">${[one.revision ? `revision ${one.revision}` : '', one.endpoints ? count(one.endpoints, 'endpoint') : ''].filter(Boolean).join(' · ')}</p>
      ${one.reasons?.length && (!brief || one.outcome === 'failed') ? html`<ul class="small">${one.reasons.map((reason) => html`<li dir="auto">${reason}</li>`)}</ul>` : nothing}
    </li>`,
  )}
</ul>`;

const attached = (items) =>
  items?.length
    ? html`<ul class="attached plain" aria-label="Files">
        ${items.map(
          (one) => html`<li class="chip">${clip}
            ${one.specId ? html`<a href="/catalogue/specs/${one.specId}" dir="auto">${one.name}</a>` : html`<span dir="auto">${one.name}</span>`}
            <span class="muted">${one.kind === 'unread' ? '' : (one.kind ?? '')} ${one.characters ? size(one.characters) : one.size ? size(one.size) : ''}</span></li>`,
        )}
      </ul>`
    : nothing;

export const said = (message, { edit } = {}) => html`<li class="message user" data-role="user" data-message=${message.id ?? nothing}>
  <div class="bubble">
    <span class="unseen">You said in ${MODES[message.mode] ?? message.mode} mode: </span>
    <p class="said ${message.text.length > LONG ? 'long' : ''}" tabindex=${message.text.length > LONG ? 0 : nothing} dir="auto">${message.text || html`<em>${message.mode === 'build' ? 'Build it' : 'Attached only'}</em>`}</p>
    ${attached(message.attachments)}
  </div>
  <div class="message-foot">
    <span class="mode-tag ${message.mode}">${MODES[message.mode] ?? message.mode}</span>
    ${message.createdAt ? at(message.createdAt) : nothing}
    ${edit ? html`<button class="quiet small" @click=${edit} aria-label="Edit and send again">Edit</button>` : nothing}
  </div>
</li>`;

const pointers = (evidence) =>
  evidence?.length
    ? html`<details class="pointers">
        <summary>${count(evidence.length, 'place')} in the specs</summary>
        ${evidence.map(
          (one) => html`<p class="evidence"><q dir="auto">${one.quote}</q><br /><a href=${operationLink(one.specId, one.method, one.path)}>${operation(one.method, one.path)}</a> <span dir="auto">${one.system}</span> · <code>${one.pointer}</code></p>`,
        )}
      </details>`
    : nothing;

function state(message) {
  if (message.state === 'complete') return nothing;
  const why =
    message.state === 'interrupted'
      ? 'The service ended while it was answering. Nothing of this answer counts.'
      : message.state === 'cancelled'
        ? 'You stopped this answer.'
        : (message.failure?.detail ?? 'There is no answer.');
  return html`<div class="notice ${message.state === 'failed' ? 'bad' : 'warn'}">
    <div class="grow"><strong>${STATES[message.state] ?? message.state}.</strong> <span dir="auto">${why}</span>
      ${message.failure?.code ? html`<div class="small muted">Code <code>${message.failure.code}</code></div>` : nothing}</div>
  </div>`;
}

const engine = (one) => (one ? (one.kind === 'offline' ? 'by built-in rules' : one.model) : '');
const tokens = (usage) => (usage && usage.promptTokens + usage.completionTokens > 0 ? `${number(usage.promptTokens + usage.completionTokens)} tokens` : '');

export const answered = (message, { retry, link, planCard = nothing } = {}) => html`<li class="message answer" data-role="assistant" data-state=${message.state} data-message=${message.id}>
  <span class="unseen">Answer: </span>
  ${stepList(message.steps ?? [])} ${attached((message.attachments ?? []).filter((one) => one.specId))} ${prose(message.text)} ${message.connectors?.length ? outcomes(message.connectors, link, { brief: true }) : nothing} ${pointers(message.evidence)}
  ${state(message)} ${planCard}
  <div class="message-foot">
    <span>${[engine(message.engine), tokens(message.usage)].filter(Boolean).join(' · ')}</span>
    ${at(message.createdAt)}
    ${message.text ? copyButton(message.text) : nothing}
    ${retry ? html`<button class="small" @click=${retry}>Send again</button>` : nothing}
  </div>
</li>`;

/** An answer that is still being made. */
export const coming = (turn, { link } = {}) => html`<li class="message answer live" data-role="assistant" data-state="running" aria-busy="true">
  ${stepList(turn.steps, { live: true, broken: turn.broken, gone: turn.gone, sofar: Date.now() - turn.startedAt })} ${turn.connectors.length ? outcomes(turn.connectors, link) : nothing} ${prose(turn.text)}
  ${turn.text ? html`<span class="caret" aria-hidden="true"></span>` : nothing}
</li>`;
