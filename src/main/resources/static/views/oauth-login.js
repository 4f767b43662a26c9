// Logins with a system: in a window of its own that comes back, or on another device.
import { all, get, post, Problem } from '../lib/api.js';

/** Where the window ends; it tells on this channel what became of the login. */
const LANDING = '/signed-in.html';
const CHANNEL = 'ferrule-login';
const ASK_EVERY = 2500;
const LOOK_EVERY = 700;
/** For so long the service waits for a login. */
const LIFE = 10 * 60 * 1000;

/** What a system says of a login that it refuses (RFC 6749 sections 4.1.2.1 and 5.2), as people say it. */
const REASONS = {
  access_denied: 'Whoever logged in did not agree, or gave up.',
  invalid_client: "The system does not know Ferrule's registration: look at client id and client secret.",
  unauthorized_client: "Ferrule's registration with the system is not allowed to log in like this.",
  invalid_scope: 'The system does not know a scope that was asked for, or does not give it: ask for fewer.',
  invalid_grant: 'The system took its own login for invalid or too old. Log in again.',
  unsupported_grant_type: 'The system does not know this way of logging in: choose another auth method.',
  unsupported_response_type: 'The system does not know this way of logging in: choose another auth method.',
  expired_token: 'The code was not entered in time. Begin again for a new one.',
  server_error: 'The system has a problem of its own. Try again later.',
  temporarily_unavailable: 'The system is busy. Try again later.',
};

const ERRORS = {
  'token-server-unavailable': 'The system let you in, but gives no token at the moment. Try again in a while.',
  'wrong-issuer': 'Another system than the one that was asked has answered the login. Begin again, and look at the address where you log in.',
};

/** Reasons for which the registration has to be given anew. */
export const OF_REGISTRATION = new Set(['invalid_client', 'unauthorized_client']);

/** The problem that a login ended in, with the system's own word for it where it has one. */
export function loginProblem(error, reason) {
  const title = REASONS[reason] ?? ERRORS[error] ?? (error === 'login-refused' ? 'The system refused the login.' : 'The login did not end in a connection.');
  return Object.assign(new Problem({ code: reason ? `${error}, ${reason}` : (error ?? 'login-failed'), title }), { reason });
}

const pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

function random() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One login in the browser. To be made in the very click that asks for it: else the browser takes its window for a nuisance. */
export class BrowserLogin {
  constructor(connectorId) {
    this.path = `/connectors/${encodeURIComponent(connectorId)}`;
    this.id = random();
    this.window = window.open('about:blank', '_blank', 'popup,width=600,height=760');
    // The system's pages must not be able to lead this page elsewhere.
    if (this.window) this.window.opener = null;
  }

  /** True when there is no window: somebody has to follow the link. */
  get blocked() {
    return !this.window;
  }

  /** Begins it with the service and sends the window on its way. */
  async begin(body) {
    try {
      this.before = await this.connections();
      this.name = body.name;
      this.again = body.connectionId;
      const begun = await post(`${this.path}/oauth2/authorize`, { ...body, returnTo: `${LANDING}?login=${this.id}` });
      const url = new URL(begun.authorizeUrl);
      if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Problem({ code: 'no-address', title: 'The login has no address that a browser could open.' });
      this.url = url.href;
      this.window?.location.replace(this.url);
    } catch (problem) {
      this.close();
      throw problem;
    }
  }

  connections() {
    return all(`${this.path}/connections`);
  }

  close() {
    this.window?.close();
  }

  /**
   * Resolves with the connection; rejects with what the login ended in. `gone` is called when there seems to be no window any
   * more: it was closed, or the system's page cut it off from this one.
   */
  async ended(signal, gone = () => {}) {
    const ending = new AbortController();
    const watching = AbortSignal.any([signal, ending.signal]);
    const channel = new BroadcastChannel(CHANNEL);
    try {
      const told = new Promise((resolve, reject) => {
        const hear = ({ data }) => {
          if (data?.login !== this.id) return;
          if (data.connectionId) resolve(data.connectionId);
          else reject(loginProblem(data.error, data.reason));
        };
        channel.addEventListener('message', hear);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      this.watch(watching, gone).catch(() => {});
      const id = await Promise.race([told, this.appeared(watching), this.late(watching)]);
      return await get(`/connections/${encodeURIComponent(id)}`);
    } finally {
      ending.abort();
      channel.close();
      this.close();
    }
  }

  async watch(signal, gone) {
    while (this.window && !this.window.closed) await pause(LOOK_EVERY, signal);
    if (this.window) gone();
  }

  async late(signal) {
    await pause(LIFE, signal);
    throw new Problem({ code: 'login-expired', title: 'The login was not ended within ten minutes. Begin again.' });
  }

  /** The window may not be able to tell: then the list of connections does. */
  async appeared(signal) {
    for (;;) {
      await pause(ASK_EVERY, signal);
      const now = await this.connections().catch(() => []);
      const made = now.find((one) => {
        const old = this.before.find((earlier) => earlier.id === one.id);
        return this.again ? one.id === this.again && old && old.updatedAt !== one.updatedAt && one.status !== 'reconnect' : !old && one.name === this.name;
      });
      if (made) return made.id;
    }
  }
}

/** A login on another device: `begun` says what to do there. */
export class DeviceLogin {
  constructor(connectorId) {
    this.path = `/connectors/${encodeURIComponent(connectorId)}/oauth2/device`;
  }

  async begin(body) {
    this.begun = await post(this.path, body);
    return this.begun;
  }

  async ended(signal) {
    let seconds = this.begun.intervalSeconds;
    for (;;) {
      await pause(Math.max(1, seconds) * 1000, signal);
      const { state, connection, intervalSeconds } = await post(`${this.path}/${encodeURIComponent(this.begun.id)}/poll`);
      if (state === 'connected') return connection;
      seconds = intervalSeconds || seconds;
    }
  }
}
