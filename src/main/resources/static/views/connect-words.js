// The API's words for states, auth methods and credentials, as people say them.
import { badge } from '../lib/widgets.js';

/** An address below the Connect tab; the conversation beside it stays. */
export function connectAddress(integrationId, ...parts) {
  const chat = new URLSearchParams(location.search).get('chat');
  const path = ['', 'integrations', integrationId, 'connect', ...parts].map(encodeURIComponent).join('/');
  return chat ? `${path}?${new URLSearchParams({ chat })}` : path;
}

const STATES = {
  connector_missing: ['Connector gone', 'bad'],
  embedded: ['Embedded', 'accent'],
  bypassed: ['Bypassed', 'info'],
  needs_auth_method: ['Needs an auth method', 'warn'],
  needs_connection: ['Needs a connection', 'warn'],
  connected: ['Connected', 'good'],
  failing: ['Failing', 'bad'],
  needs_reconnect: ['Expired', 'bad'],
};

/** States that wait for somebody to do something. */
export const NEEDS_ATTENTION = new Set(['connector_missing', 'needs_auth_method', 'needs_connection', 'failing', 'needs_reconnect']);

export const stateBadge = (state) => badge(STATES[state]?.[0] ?? state, STATES[state]?.[1] ?? '');

const STATUSES = {
  unchecked: ['Not tried yet', ''],
  connected: ['Works', 'good'],
  failing: ['Failing', 'bad'],
  reconnect: ['Expired', 'bad'],
};

export const statusBadge = (status) => badge(STATUSES[status]?.[0] ?? status, STATUSES[status]?.[1] ?? '');

const PLACES = { header: 'header', query: 'query parameter', cookie: 'cookie', path: 'part of the address' };
const FLOWS = {
  authorization_code: 'login in the browser',
  implicit: 'login in the browser',
  client_credentials: 'client credentials',
  password: 'password grant',
  device_code: 'login on another device',
  jwt_bearer: 'service account',
};
const TYPES = {
  none: 'No authentication',
  basic: 'User name and password (Basic)',
  bearer: 'Bearer token',
  digest: 'User name and password (Digest)',
  oauth1: 'OAuth 1.0 signature',
  hmac: 'Signature (HMAC)',
  aws_sigv4: 'AWS Signature Version 4',
  mutual_tls: 'Client certificate (mutual TLS)',
  session: 'Session login',
};

/** An auth method in a few words, such as "API key in header X-Api-Key". */
export function methodName(method) {
  if (!method) return 'none';
  if (method.type === 'api_key') return `API key in ${PLACES[method.in] ?? method.in ?? 'the request'} ${method.name ?? ''}`.trim();
  if (method.type === 'oauth2') return `OAuth 2.0, ${FLOWS[method.flow] ?? method.flow ?? 'login in the browser'}`;
  if (method.type === 'openid_connect') return 'OpenID Connect, login in the browser';
  return TYPES[method.type] ?? method.type;
}

/** How somebody connects by a method: `form`, `login` (in the browser), `device` or `nothing`. */
export function wayOf(method) {
  if (method.type === 'none') return 'nothing';
  if (method.type === 'openid_connect') return 'login';
  if (method.type !== 'oauth2') return 'form';
  if (method.flow === 'device_code') return 'device';
  return ['client_credentials', 'password', 'jwt_bearer'].includes(method.flow) ? 'form' : 'login';
}

const FIELDS = {
  apiKey: 'API key', username: 'User name', password: 'Password', token: 'Token', tokenSecret: 'Token secret',
  consumerKey: 'Consumer key', consumerSecret: 'Consumer secret', privateKey: 'Private key', keyId: 'Key id', secret: 'Secret',
  accessKeyId: 'Access key id', secretAccessKey: 'Secret access key', sessionToken: 'Session token', certificate: 'Certificate',
  pkcs12: 'PKCS#12 file, in Base64', passphrase: 'Passphrase', serverCertificate: "The server's certificate", clientId: 'Client id',
  clientSecret: 'Client secret', issuer: 'Issuer', subject: 'Subject', refreshToken: 'Refresh token',
};

/** A credential's name for a label: `apiKey`, or `other-method.apiKey` where several methods go together. */
export function fieldName(name, methods = []) {
  const dot = name.lastIndexOf('.');
  const own = FIELDS[name.slice(dot + 1)] ?? name.slice(dot + 1);
  if (dot < 0) return own;
  const other = methods.find((method) => method.id === name.slice(0, dot));
  return `${own} (${other?.name ?? name.slice(0, dot)})`;
}

/** Whether a credential has several lines, as keys and certificates do. */
export const isLong = (name) => /(privateKey|certificate|serverCertificate|pkcs12)$/i.test(name);

const REASONS = {
  invalid_grant: 'the login was taken back, or is too old',
  invalid_client: "its token server does not know Ferrule's registration any more",
  unauthorized_client: "its token server does not allow Ferrule's registration this login",
  invalid_scope: 'its token server does not give a scope that is asked for',
  no_refresh_token: 'the token has expired, and there was none to renew it by',
  no_token_url: 'the auth method does not say where tokens come from',
};

/** Why a connection does not work, as far as its system said: a code of its authorization server, or the last check's outcome. */
export const reasonOf = (code) => REASONS[code] ?? (OUTCOMES[code] ? OUTCOMES[code][0].replace(/^The /, 'the ') : code);

const OUTCOMES = {
  ok: ['The credentials work', 'good'],
  reached: ['The system answers, but says nothing of the credentials', 'good'],
  refused: ['The system refused the credentials', 'bad'],
  expired: ['The system does not take the credentials, or takes them no more', 'bad'],
  wrong_scope: ['A scope is missing', 'bad'],
  forbidden: ['The credentials may not do this', 'bad'],
  rate_limited: ['The system is busy: too many requests', 'warn'],
  server_error: ['The system has a problem of its own', 'warn'],
  tls: ['No safe connection (TLS)', 'bad'],
  dns: ['The host is not known', 'bad'],
  unreachable: ['The system cannot be reached', 'bad'],
  timeout: ['The system did not answer in time', 'bad'],
  not_allowed: ['Ferrule may not call this address', 'bad'],
  not_supported: ['This cannot be tried', 'warn'],
};

/** What a check found: `[text, tone]`. */
export const outcomeOf = (check) => OUTCOMES[check.outcome] ?? [check.outcome, ''];
