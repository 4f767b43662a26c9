import { html, nothing } from '../lib/element.js';
import { all } from '../lib/api.js';
import { count } from '../lib/format.js';
import { empty } from '../lib/widgets.js';
import { SEVERITIES, severityBadge } from './catalogue-parts.js';
import { saveAsSvg, shares } from './charts.js';
import { Part } from './part.js';

const MOST = 1000;
const NAMES = { breaking: ['breaking', 'bad'], unknown: ['not compared', 'warn'], compatible: ['compatible', 'good'], documentation: ['words only', 'info'], none: ['up to date', 'rest'] };

/** Every connector by how badly newer versions of its APIs touch it. */
class DriftOfAll extends Part {
  static properties = { lines: { state: true } };

  get meanwhile() {
    return 'Comparing connectors with the newest versions of their APIs';
  }

  async load(signal) {
    const lines = await all('/drift', {}, MOST, { signal });
    const more = lines.more;
    lines.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.templates - one.templates || one.name.localeCompare(other.name));
    this.lines = Object.assign(lines, { more });
  }

  content() {
    if (!this.lines.length) return empty('No connectors yet', 'When a plan is built, its connectors are compared with newer versions of their APIs here.', html`<p><a href="/">To the integrations</a></p>`);
    const parts = SEVERITIES.map((severity) => [NAMES[severity][0], this.lines.filter((line) => line.severity === severity).length, NAMES[severity][1]]);
    return html`<div class="stack">
      <section class="card stack tight" aria-label="All connectors" data-picture>
        <div class="row apart"><h2>${count(this.lines.length, 'connector')}${this.lines.more ? ' and more' : ''}</h2>${saveAsSvg('drift')}</div>
        ${shares(parts, parts.map(([name, value]) => `${name}: ${value}`).join(', '))}
      </section>
      <ul class="plain results">${this.lines.map((line) => this.line(line))}</ul>
    </div>`;
  }

  line({ connectorId, name, severity, endpoints, templates, newest }) {
    return html`<li><a class="result" href="/changes/${connectorId}">
      <span class="row apart"><span class="title"><bdi>${name}</bdi></span>${severityBadge(severity)}</span>
      <span class="small muted">${severity === 'none' ? 'Nothing to do' : html`${count(endpoints, 'endpoint')} and ${count(templates, 'template')} touched`}${newest.length ? html` · newest ${newest.map((one, at) => html`${at ? ', ' : ''}<bdi>${one.version}</bdi>`)}` : nothing}</span>
    </a></li>`;
  }
}

customElements.define('fe-drift-of-all', DriftOfAll);
