// The end of a login in a pop-up (OAuth): returnTo of POST …/oauth2/authorize is /signed-in.html?login=<any word of the page's>.
// Tells all windows of this service what came of it, as {login, connectionId, error, reason} on the channel 'ferrule-login', and closes.
// A channel and not window.opener, which is gone where the other service cut it off (Cross-Origin-Opener-Policy).

const query = new URLSearchParams(location.search);
// Only what these can be; whatever else stands in the address is nothing to show or to pass on.
const plain = name => /^[A-Za-z0-9_-]{1,100}$/.exec(query.get(name) ?? '')?.[0] ?? null;

const outcome = {login: plain('login'), connectionId: plain('connectionId'), error: plain('error'), reason: plain('reason')};
/** Where nobody waits for this login, only this window can say so. */
const LOST = {
  'unknown-state': 'No login waits for this: it was ended before, took longer than ten minutes, or was not begun here. Begin it again where you came from.',
  'other-browser': 'This login was begun in another browser. End it there, or begin again here.',
};
const worked = outcome.connectionId !== null && outcome.error === null;

document.title = worked ? 'Connected' : 'Not connected';
document.getElementById('outcome').textContent = document.title;
document.getElementById('advice').textContent = worked
    ? 'You can close this window.'
    : LOST[outcome.error] ?? `The login did not work${outcome.reason || outcome.error ? ` (${outcome.reason ?? outcome.error})` : ''}. You can close this window; the page that it came from says more.`;

const channel = new BroadcastChannel('ferrule-login');
channel.postMessage(outcome);
channel.close();
// Works only in a window that a script opened.
if (worked) {
  window.close();
}
