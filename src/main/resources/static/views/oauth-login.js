// Logins with a system: in a window of its own that comes back, or on another device.
import { all, get, post, Problem } from '../lib/api.js';

/** Where the window ends; it tells on this channel what became of the login. */
const LANDING = '/signed-in.html';
const CHANNEL = 'ferrule-login';
const ASK_EVERY = 2500;

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

  /** Resolves with the connection; rejects with what the login ended in. */
  async ended(signal) {
    const channel = new BroadcastChannel(CHANNEL);
    try {
      const told = new Promise((resolve, reject) => {
        const hear = ({ data }) => {
          if (data?.login !== this.id) return;
          if (data.connectionId) resolve(data.connectionId);
          else reject(new Problem({ code: data.error ?? 'login-failed', title: data.error === 'login-refused' ? 'The system refused the login, or it was given up there.' : 'The login did not end in a connection.' }));
        };
        channel.addEventListener('message', hear);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      const id = await Promise.race([told, this.appeared(signal)]);
      return await get(`/connections/${encodeURIComponent(id)}`);
    } finally {
      channel.close();
      this.close();
    }
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
