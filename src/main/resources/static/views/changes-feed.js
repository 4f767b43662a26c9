import { html, nothing } from '../lib/element.js';
import { get } from '../lib/api.js';
import { ago, when } from '../lib/format.js';
import { badge, empty } from '../lib/widgets.js';
import { EVENTS } from './changes-parts.js';
import { Part } from './part.js';

const PAGE = 50;
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'full' });

/** What happened to APIs and connectors, the newest first, day by day. */
class ChangesFeed extends Part {
  static properties = { events: { state: true }, next: { state: true } };

  async load(signal) {
    const page = await get('/changes', { newest: true, limit: PAGE }, { signal });
    this.events = page.items;
    this.next = page.nextCursor;
  }

  async more() {
    const page = await get('/changes', { newest: true, limit: PAGE, after: this.next });
    this.events = [...this.events, ...page.items];
    this.next = page.nextCursor;
  }

  content() {
    if (!this.events.length) return empty('Nothing has changed yet', 'When a newer version of an API comes into the catalogue, what it changed and whom it touches is told here.');
    const days = grouped(this.events);
    return html`<div class="stack">
      ${[...days].map(([day, events]) => html`<section class="stack tight" aria-label=${day}><h2 class="day">${day}</h2><ul class="plain documents">${events.map((event) => this.event(event))}</ul></section>`)}
      ${this.next ? html`<p class="more"><button @click=${this.more}>Show more</button></p>` : nothing}
    </div>`;
  }

  event({ type, at, message, specId, since, connectorId }) {
    const [title, tone] = EVENTS[type] ?? [type, ''];
    const changes = specId && since ? `/catalogue/specs/${specId}?tab=changes&since=${since}` : null;
    return html`<li>
      <p class="row apart"><span>${badge(title, tone)}</span><time class="small muted" datetime=${at} title=${when(at)}>${ago(at)}</time></p>
      <p dir="auto">${message}</p>
      <p class="row small">${changes ? html`<a href=${changes}>What changed</a>` : nothing}${connectorId ? html`<a href="/changes/${connectorId}">What it means for the connector</a>` : nothing}</p>
    </li>`;
  }
}

const dayOf = (event) => DAY.format(new Date(event.at));

function grouped(events) {
  const days = new Map();
  for (const event of events) days.set(dayOf(event), [...(days.get(dayOf(event)) ?? []), event]);
  return days;
}

customElements.define('fe-changes-feed', ChangesFeed);
