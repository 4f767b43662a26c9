// Whether the service can be reached. While it cannot, looks for it by itself, so that nobody has to try.
import { get } from './api.js';

const LOOK = 2000;
let lost = false;
let timer;

function look() {
  clearTimeout(timer);
  // Whatever it answers, it is there: `send` says so to all that listen.
  get('/session').catch(() => {});
}

/** Calls `changed(lost)` when the service was lost, and when it is back. */
export function watchLine(changed) {
  const turn = (now) => {
    clearTimeout(timer);
    if (now) timer = setTimeout(look, LOOK);
    if (lost === now) return;
    lost = now;
    changed(lost);
    if (!lost) window.dispatchEvent(new CustomEvent('ferrule-back'));
  };
  window.addEventListener('ferrule-offline', () => turn(true));
  window.addEventListener('ferrule-online', () => turn(false));
  // The browser knows of the machine's own network, which may be another one than the service is in.
  window.addEventListener('offline', look);
  window.addEventListener('online', look);
}
