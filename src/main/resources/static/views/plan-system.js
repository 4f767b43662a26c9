// A system of the plan: where it is, how it is entered, and which of its operations are used, each with its reason.
import { html, nothing, repeat } from '../lib/element.js';
import { badge, evidence, method } from '../lib/widgets.js';
import { count, percent } from '../lib/format.js';
import { operationLink } from './message.js';

const TYPES = {
  none: 'no authentication',
  api_key: 'API key',
  basic: 'user name and password',
  bearer: 'bearer token',
  digest: 'digest',
  oauth2: 'OAuth 2',
  openid_connect: 'OpenID Connect',
  oauth1: 'OAuth 1',
  hmac: 'signed requests (HMAC)',
  aws_sigv4: 'AWS signature 4',
  mutual_tls: 'client certificate',
  session: 'login session',
};
const FLOWS = { authorization_code: 'a person signs in', client_credentials: 'client credentials', password: 'password', implicit: 'implicit', device_code: 'device' };

const typeName = (one) => [TYPES[one.type] ?? one.type, one.flow ? (FLOWS[one.flow] ?? one.flow) : '', one.in && one.name ? `${one.in} ${one.name}` : ''].filter(Boolean).join(' · ');

/** A likelihood in a word; the number stands beside it. */
function sureness(share) {
  if (share >= 0.8) return ['very likely', 4];
  if (share >= 0.6) return ['likely', 3];
  if (share >= 0.4) return ['perhaps', 2];
  return ['unsure', 1];
}

const confidence = (share) => {
  const [word, bars] = sureness(share);
  return html`<span class="confidence" data-bars=${bars}><span class="bars" aria-hidden="true"><i></i><i></i><i></i><i></i></span>${word} <span class="muted">${percent(share)}</span></span>`;
};

function methodOf(one) {
  return html`<div class="stack tight">
    <p>${badge(typeName(one), one.recommended ? 'accent' : '')} ${one.recommended ? html`<span class="small muted">recommended</span>` : nothing} ${confidence(one.confidence)}</p>
    ${one.scopes?.length ? html`<p class="small">Scopes: ${one.scopes.map((scope) => html`<code class="scope">${scope}</code> `)}</p>` : nothing}
    ${one.notes?.length ? html`<ul class="small muted">${one.notes.map((note) => html`<li dir="auto">${note}</li>`)}</ul>` : nothing}
    ${one.evidence?.length ? html`<details><summary class="small">${count(one.evidence.length, 'place')} in the spec</summary>${evidence(one.evidence)}</details>` : nothing}
  </div>`;
}

function authentication(methods) {
  const recommended = methods.filter((one) => one.recommended);
  const others = methods.filter((one) => !one.recommended);
  if (!methods.length) return html`<p class="small muted">No way to log in was found in the spec.</p>`;
  return html`<div class="stack tight authentication">
    ${recommended.map(methodOf)}
    ${others.length ? html`<details><summary class="small">${count(others.length, 'other way')} to log in</summary><div class="stack">${others.map(methodOf)}</div></details>` : nothing}
  </div>`;
}

function endpoint(system, one) {
  const prerequisite = one.role === 'prerequisite';
  return html`<details class="endpoint ${prerequisite ? 'prerequisite' : ''}" data-endpoint="${one.method} ${one.path}">
    <summary>
      ${method(one.method)} <bdi class="path">${one.path}</bdi>
      <span class="preview" aria-hidden="true"><strong dir="auto">${one.summary}</strong><span dir="auto">${prerequisite ? 'needed for' : 'for'} “${one.clause}”</span>${one.evidence[0] ? html`<q dir="auto">${one.evidence[0].quote}</q>` : nothing}</span>
      <span class="endpoint-facts">${prerequisite ? badge('needed first', 'info') : nothing} ${confidence(one.confidence)}</span>
    </summary>
    <div class="reason stack tight" role="group" aria-label="Why ${one.method} ${one.path}">
      ${one.summary ? html`<p dir="auto">${one.summary}</p>` : nothing}
      <p class="small"><span class="muted">${prerequisite ? 'Yields what is needed for' : 'Serves'}</span> <q dir="auto">${one.clause}</q></p>
      ${evidence(one.evidence)}
      <p class="small"><a href=${operationLink(system.specId, one.method, one.path)}>See it in its spec →</a></p>
    </div>
  </details>`;
}

export function systemCard(system) {
  return html`<article class="card system" aria-label=${system.name} data-spec=${system.specId}>
    <div class="row apart section-head">
      <h3 class="grow" dir="auto">${system.name}</h3>
      <a class="small" href="/catalogue/specs/${encodeURIComponent(system.specId)}">Spec</a>
    </div>
    <p class="small muted">${system.baseUrl ? html`<code class="base-url">${system.baseUrl}</code> · ` : nothing}<span dir="auto">${system.why}</span></p>
    ${authentication(system.authMethods ?? [])}
    <div class="endpoints" role="group" aria-label="${count(system.endpoints.length, 'endpoint')} of ${system.name}">
      ${repeat(
        system.endpoints,
        (one) => `${one.method} ${one.path}`,
        (one) => endpoint(system, one),
      )}
    </div>
  </article>`;
}
