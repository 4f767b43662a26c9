import { View, html, nothing } from '../lib/element.js';
import { get, put } from '../lib/api.js';
import { problemNotice, toast, waiting } from '../lib/widgets.js';

const FIELDS = [
  ['attempts', 'Attempts in all', 1, 6, 'One: nothing is made again.'],
  ['backoffMs', 'Pause before the second, in ms', 0, 10000, 'Doubled for each further one.'],
  ['longestWaitMs', 'Pauses together at most, in ms', 0, 60000, 'A system that wants more is not asked again.'],
  ['concurrent', 'Calls at the same time', 1, 16, 'Through one connection.'],
];

/** How often and when calls of a connector are made again. */
class CallPolicy extends View {
  static properties = { connectorId: { attribute: false }, policy: { state: true }, failure: { state: true } };

  key() {
    return this.connectorId;
  }

  get path() {
    return `/connectors/${encodeURIComponent(this.connectorId)}/call-policy`;
  }

  async load(signal) {
    this.policy = await get(this.path, {}, { signal });
  }

  async save(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const values = Object.fromEntries(FIELDS.map(([name]) => [name, Number(data.get(name))]));
    const statuses = data.get('statuses').split(/[\s,]+/).filter(Boolean).map(Number);
    this.failure = null;
    try {
      this.policy = await put(this.path, { ...values, statuses }, { ifMatch: this.policy.etag });
      toast('The call policy is saved.');
    } catch (problem) {
      this.failure = problem;
    }
  }

  render() {
    if (this.loading) return waiting();
    if (this.problem) return problemNotice(this.problem, () => this.reload());
    const wrong = (name) => this.failure?.at?.(`/${name}`);
    const says = (name) => (wrong(name) ? html` <span class="wrong">${wrong(name)}</span>` : nothing);
    return html`<form class="card stack" novalidate @submit=${this.save}>
      ${this.failure ? problemNotice(this.failure) : nothing}
      <div class="grid small-grid">${FIELDS.map(([name, label, least, most, hint]) => html`<div class="field"><label for="policy-${name}">${label}</label>
        <input id="policy-${name}" name=${name} type="number" min=${least} max=${most} required .value=${String(this.policy[name])} aria-describedby="policy-${name}-hint" aria-invalid=${wrong(name) ? 'true' : nothing} />
        <span class="hint" id="policy-${name}-hint">${hint}${says(name)}</span></div>`)}</div>
      <div class="field"><label for="policy-statuses">Statuses that are worth another try</label>
        <input id="policy-statuses" name="statuses" class="mono" .value=${this.policy.statuses.join(', ')} aria-describedby="policy-statuses-hint" />
        <span class="hint" id="policy-statuses-hint">What writes is repeated only under an idempotency key.</span></div>
      <div><button>Save</button></div></form>`;
  }
}

customElements.define('fe-call-policy', CallPolicy);
