// Small charts as SVG that can be saved as they are seen.
import { html, svg } from '../lib/element.js';
import { number } from '../lib/format.js';

/**
 * Shares of a whole as one bar, with what each means below it.
 *
 * @param parts `[name, value, tone]`; @param label what the whole chart says, for those who do not see it
 */
export function shares(parts, label) {
  const whole = parts.reduce((sum, [, value]) => sum + value, 0);
  let x = 0;
  const bars = parts.filter(([, value]) => value > 0).map(([name, value, tone]) => {
    const width = (value / whole) * 600;
    const bar = svg`<rect class="tone-${tone}" x=${x} y="0" width=${Math.max(2, width)} height="18"><title>${name}: ${number(value)}</title></rect>`;
    x += width;
    return bar;
  });
  return html`<figure class="shares">
    <svg role="img" aria-label=${label} viewBox="0 0 600 18" preserveAspectRatio="none"><rect class="tone-rest" width="600" height="18"></rect>${bars}</svg>
    <figcaption class="legend">${parts.map(([name, value, tone]) => html`<span><i class="dot tone-${tone}" aria-hidden="true"></i>${name} <strong>${number(value)}</strong></span>`)}</figcaption>
  </figure>`;
}

/**
 * How many of `whole` there are of each, as lying bars with their names: `[name, value, key]`.
 *
 * @param chosen is told the key of a bar that somebody chooses
 */
export function bars(parts, whole, chosen) {
  const label = parts.map(([name, value]) => `${name} ${number(value)}`).join('; ');
  return html`<figure class="tallies">
    <svg class="saved" aria-hidden="true" viewBox="0 0 640 ${parts.length * 44 + 8}">
      ${parts.map(
        ([name, value], at) => svg`<text x="0" y=${at * 44 + 16}>${name}</text><text x="640" y=${at * 44 + 16} text-anchor="end">${number(value)}</text>
          <rect class="tone-rest" x="0" y=${at * 44 + 24} width="640" height="8" rx="4"></rect>
          <rect class="tone-accent" x="0" y=${at * 44 + 24} width=${Math.max(3, (value / whole) * 640)} height="8" rx="4"></rect>`,
      )}
    </svg>
    <ul class="plain" aria-label=${label}>
      ${parts.map(([name, value, key]) => html`<li><button class="link" @click=${() => chosen(key)}>${name}</button> <strong>${number(value)}</strong> <meter min="0" max=${whole} value=${value} aria-label="${name}: ${number(value)} of ${number(whole)}"></meter></li>`)}
    </ul>
  </figure>`;
}

const KEPT = ['fill', 'stroke', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

/** The picture with its colours written into it, since the style sheets stay behind. */
function standing(picture) {
  const copy = picture.cloneNode(true);
  const from = [picture, ...picture.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) to[at].setAttribute(name, style.getPropertyValue(name));
    to[at].removeAttribute('class');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const [, , width, height] = copy.getAttribute('viewBox').split(' ');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return new XMLSerializer().serializeToString(copy);
}

/** A button that saves the picture which stands before it in the same figure or section. */
export function saveAsSvg(name) {
  const save = (event) => {
    const picture = event.currentTarget.closest('[data-picture]').querySelector('figure svg');
    if (!picture) return;
    const address = URL.createObjectURL(new Blob([standing(picture)], { type: 'image/svg+xml' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: `${name}.svg` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  return html`<button type="button" class="quiet small" @click=${save}>Save as SVG</button>`;
}

/** What an ingestion has done of what it has to do. */
export function progressChart(job) {
  const { ingested, unchanged, failed, total } = job;
  const left = Math.max(0, total - ingested - unchanged - failed);
  const waits = job.state === 'queued' || job.state === 'running';
  const parts = [[job.dryRun ? 'would be new' : 'new', ingested, 'good'], ['unchanged', unchanged, 'info'], ['failed', failed, 'bad']];
  if (left) parts.push([waits ? 'to do' : 'not done', left, 'rest']);
  return shares(parts, parts.map(([name, value]) => `${name} ${number(value)}`).join(', '));
}

