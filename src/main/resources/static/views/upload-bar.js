// How much of something large has gone to the service.
import { html, nothing } from '../lib/element.js';
import { percent, size } from '../lib/format.js';

/** Below this it has gone before anybody could read how far it is. */
const LARGE = 1e6;

/** Said aloud at each quarter only, or a screen reader would say nothing else. */
const quarter = (share) => Math.floor(share * 4) * 25;

/** @param gone {bytes, of}, or null when nothing is on its way */
export function uploadBar(gone) {
  if (!gone || gone.of < LARGE) return nothing;
  const share = gone.of ? Math.min(1, gone.bytes / gone.of) : 0;
  return html`<div class="upload-bar small">
    <progress max="1" .value=${share} aria-label="Sent to the service"></progress>
    <span class="muted">${share < 1 ? `${size(gone.bytes)} of ${size(gone.of)} sent, ${percent(share)}` : `All ${size(gone.of)} sent; the service is reading`}</span>
    <span class="unseen" role="status">${quarter(share)} % sent</span>
  </div>`;
}

export const isLarge = (bytes) => bytes >= LARGE;
