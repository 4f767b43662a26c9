// What stands in a conversation beside its messages: how to begin, and where the plan is.
import { html, nothing } from '../lib/element.js';
import { count } from '../lib/format.js';
import { badge } from '../lib/widgets.js';
import { questionCard } from './plan-questions.js';

/** They work on the sample specs. */
const EXAMPLES = [
  ['Order to invoice', 'When an order is paid in Northcart, create an invoice in Ledgerly and tell the team in Parley'],
  ['Ticket to board', 'When a new ticket comes in Desklamp, create a card in Plankwise and post a message to a room in Parley'],
  ['First day', 'When an employee is hired in Peoplegrove, create an event in Dayloom and send an email with Letterbarn'],
];

export const examples = (take) => html`<div class="begin stack">
  <h2>What shall it do?</h2>
  <p class="muted">Say it in plain words: what happens, in which system, and what is to follow. Name systems as you call them, or with <kbd>@</kbd>. Or begin with one of these:</p>
  <ul class="plain stack tight">
    ${EXAMPLES.map(([name, text]) => html`<li><button class="example" @click=${() => take(text)}><strong>${name}</strong><span>${text}</span></button></li>`)}
  </ul>
  <p class="small muted">An API that is not in the catalogue yet: drop its spec here.</p>
</div>`;

/** The first important question, where the plan is not beside the conversation. */
export function nextQuestion(view, plan) {
  const next = plan && open(plan).find((one) => one.importance === 'high');
  return next ? html`<ul class="plain card tight" aria-label="A question">${questionCard(view, next)}</ul>` : nothing;
}

const open = (plan) => plan.questions.filter((one) => one.answer === null && !one.ignored);

/** The plan in a few words, and the way to it. */
export function planCard(plan, integration, chatId) {
  if (!plan) return nothing;
  const endpoints = plan.systems.reduce((sum, system) => sum + system.endpoints.length, 0);
  const questions = open(plan).length;
  const missing = plan.coverage.filter((one) => one.status === 'missing').length;
  return html`<a class="card tight plan-card" href="/integrations/${integration.id}/plan${chatId ? `?chat=${chatId}` : ''}">
    <span class="row"><strong class="grow">The plan</strong>${questions ? badge(count(questions, 'open question'), 'warn') : badge('nothing open', 'good')}${missing ? badge(`${missing} missing`, 'bad') : nothing}</span>
    <span class="small muted"><span><bdi>${plan.systems.map((one) => one.name).join(' · ')}</bdi> — ${count(endpoints, 'endpoint')}</span></span>
  </a>`;
}
