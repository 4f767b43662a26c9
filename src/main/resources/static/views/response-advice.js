// What to do about an answer of a live system that is none, or a refusal.
import { html, nothing } from '../lib/element.js';

const FAILURES = {
  timeout: 'It may be slow or down: try again. Or the address leads to nothing: look at the base URL.',
  refused: 'Nothing listens there: look at the base URL and its port.',
  'unknown-host': 'Look at the base URL and its variables: the host is perhaps written wrongly.',
  tls: 'Where its certificate comes from an authority of your own, give that certificate with the connection. Where it has expired, only the system can help.',
  'address-not-allowed': 'Addresses of private networks are called only where whoever runs this service allows it (FERRULE_EGRESS_ALLOW_PRIVATE=true).',
  'host-not-allowed': 'Only the hosts of the connector and its connection are called: look at the base URL.',
  broken: 'It may be a moment of weakness: try again. If it stays so, look whether the base URL wants https.',
  'too-many-redirects': 'The base URL may be an older one, or want a slash at its end.',
  'bad-redirect': 'It leads to a host that credentials must not be sent to. Perhaps the base URL is an older one.',
  busy: 'Wait for the other calls to end, then try again.',
};

const after = (headers) => Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];

/** In words, with the part of the page that helps: `connection`, or nothing. */
function adviceOn({ response, failure }, entry, endpointId) {
  if (!response) return [FAILURES[failure?.code], ['tls', 'unknown-host', 'refused', 'timeout', 'host-not-allowed'].includes(failure?.code) ? 'connection' : ''];
  const { status, headers } = response;
  const lacking = entry.connection?.missingScopes?.find((one) => one.endpointId === endpointId)?.scopes;
  if (status === 401) return [entry.connection && !entry.template.bypassed ? 'The system does not take the credentials. Check the connection, or connect anew.' : 'The system wants credentials, and none were sent.', 'connection'];
  if (status === 403) return [lacking ? `The login did not ask for ${lacking.join(', ')}: log in again with ${lacking.length === 1 ? 'it' : 'them'}.` : 'The credentials are good, but may not do this. Whoever gave them may have to be allowed more, or a scope is missing.', 'connection'];
  if (status === 404) return ['Nothing is there. Look at the ids in the path, and at the base URL.', ''];
  if (status === 429) return [`Too many requests for now.${after(headers) ? ` The system asks to wait: ${/^\d+$/.test(after(headers)) ? `${after(headers)} seconds` : after(headers)}.` : ' Wait a while.'}`, ''];
  if (status >= 500) return ['The system has a problem of its own. Try again later; if it stays so, its makers can help.', ''];
  return ['', ''];
}

/** @param address of the template, where its connection is */
export function advice(report, { entry, endpointId, address }) {
  if (report.target === 'mock') return nothing;
  const [text, place] = adviceOn(report, entry, endpointId);
  if (!text) return nothing;
  return html`<div class="notice info advice"><p class="grow">${text}</p>${place ? html`<a class="button small" href=${address}>To the connection</a>` : nothing}</div>`;
}
