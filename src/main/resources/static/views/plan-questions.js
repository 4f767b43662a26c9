// What the plan cannot know: the important questions first, the minor ones when they are wanted, and what was answered.
import { html, nothing, repeat } from '../lib/element.js';
import { badge, problemNotice } from '../lib/widgets.js';
import { count } from '../lib/format.js';
import { methodName } from './connect-words.js';

const isOpen = (question) => question.answer === null && !question.ignored;

function submitted(view, question, event) {
  event.preventDefault();
  const text = new FormData(event.target).get('other').trim();
  if (text) view.answer(question, text);
}

/** Auth methods have ids for programs; people know them by what is sent. */
function worded(view, option) {
  const method = view.plan?.systems.flatMap((system) => system.authMethods).find((one) => one.id === option);
  return method ? methodName(method) : option;
}

function options(view, question) {
  if (!question.options.length) return nothing;
  return html`<div class="options" role="group" aria-label="Answers to choose from">
    ${question.options.map((option) => html`<button class="small option" ?disabled=${view.busy} aria-pressed=${question.answer === option ? 'true' : 'false'} title=${option} @click=${() => view.answer(question, option)}><bdi>${worded(view, option)}</bdi></button>`)}
  </div>`;
}

const ownWords = (view, question) => html`<form class="row own" @submit=${(event) => submitted(view, question, event)}>
  <input class="grow" name="other" dir="auto" maxlength="2000" autocomplete="off" aria-label="Your answer to: ${question.text}" placeholder=${question.options.length ? 'Something else' : 'Your answer'} />
  <button class="small" ?disabled=${view.busy}>Answer</button>
  <button type="button" class="small quiet" ?disabled=${view.busy} @click=${() => view.ignore(question)} aria-label="Ignore: ${question.text}">Ignore</button>
</form>`;

const refused = (view, question) => (view.problem && view.failedAt === question.id ? problemNotice(view.problem) : nothing);

export const questionCard = (view, question) => html`<li class="question" data-question=${question.id} data-importance=${question.importance}>
  <p class="strong" dir="auto">${question.text} ${question.importance === 'low' ? badge('minor') : nothing} ${view.saving === question.id ? html`<span class="spinner" role="status" aria-label="Saving"></span>` : nothing}</p>
  ${options(view, question)} ${ownWords(view, question)} ${refused(view, question)}
</li>`;

const settled = (view, question) => html`<li class="question settled" data-question=${question.id}>
  <p class="small"><span dir="auto">${question.text}</span> ${question.ignored ? badge('ignored') : html`<strong dir="auto">${question.answer}</strong>`}</p>
  <details>
    <summary class="small">Change</summary>
    ${options(view, question)} ${ownWords(view, question)} ${refused(view, question)}
  </details>
</li>`;

const list = (view, items, one) => html`<ul class="plain questions">
  ${repeat(
    items,
    (question) => question.id,
    (question) => one(view, question),
  )}
</ul>`;

export function questions(view, plan) {
  if (!plan.questions.length) return nothing;
  const open = plan.questions.filter(isOpen);
  const high = open.filter((one) => one.importance === 'high');
  const low = open.filter((one) => one.importance !== 'high');
  const done = plan.questions.filter((one) => !isOpen(one));
  return html`<section class="card question-card" aria-labelledby="questions-head">
    <div class="row apart section-head">
      <h2 id="questions-head" tabindex="-1">Questions ${high.length ? badge(high.length, 'warn count') : nothing}</h2>
      ${low.length ? html`<button class="small" aria-pressed=${view.minor ? 'true' : 'false'} @click=${() => (view.minor = !view.minor)}>${view.minor ? 'Hide' : 'Show'} ${low.length} minor</button>` : nothing}
    </div>
    ${high.length ? list(view, high, questionCard) : html`<p class="small muted">${low.length ? 'Nothing important is open.' : 'Nothing is open.'} What you leave open goes as it is planned.</p>`}
    ${view.minor && low.length ? list(view, low, questionCard) : nothing}
    ${done.length
      ? html`<details class="done">
          <summary class="small">${count(done.length, 'question')} settled</summary>
          ${list(view, done, settled)}
        </details>`
      : nothing}
  </section>`;
}
