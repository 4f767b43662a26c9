// Starts the page: signs in, then shows the view that the address asks for.
import { Element, html, nothing } from './lib/element.js';
import { route, followLinks } from './lib/router.js';
import { restore, signIn, signOut, tokenFromAddress } from './lib/session.js';
import { problemNotice, toast, waiting } from './lib/widgets.js';
import { Problem } from './lib/api.js';
import { watchLine } from './lib/line.js';
import { currentTheme, nextTheme } from './lib/theme.js';
import './views/sign-in.js';

const PLACES = [
  ['/', 'Integrations', (path) => path === '/' || path.startsWith('/integrations')],
  ['/connectors', 'Connectors', (path) => path.startsWith('/connectors')],
  ['/catalogue', 'Catalogue', (path) => path.startsWith('/catalogue')],
  ['/changes', 'Changes', (path) => path.startsWith('/changes')],
];

class App extends Element {
  static properties = { session: { state: true }, at: { state: true }, problem: { state: true }, offline: { state: true }, theme: { state: true } };

  constructor() {
    super();
    this.session = undefined; // not known yet; null means signed out
    this.theme = currentTheme();
    this.offline = false;
  }

  connectedCallback() {
    super.connectedCallback();
    followLinks(this);
    window.addEventListener('popstate', () => this.show());
    window.addEventListener('ferrule-route', () => this.show());
    window.addEventListener('ferrule-signed-out', () => (this.session = null));
    window.addEventListener('ferrule-back', () => this.problem?.status === 0 && (this.session ? this.show() : this.begin()));
    watchLine((lost) => (this.offline = lost));
    window.addEventListener('hashchange', () => this.begin());
    window.addEventListener('unhandledrejection', (event) => this.unsaid(event));
    this.begin();
  }

  /** A refusal that the view had no place for. */
  unsaid(event) {
    if (!(event.reason instanceof Problem)) return;
    event.preventDefault();
    if (event.reason.status) toast(event.reason.detail, 'bad');
  }

  async begin() {
    const token = tokenFromAddress();
    if (token === null && this.session) return;
    try {
      this.session = token ? await signIn(token) : await restore();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
      this.session = null;
    }
    await this.show();
  }

  async show() {
    if (!this.session) return;
    const next = route();
    try {
      await next.load?.();
      const moved = this.at && this.at.element !== next.element;
      this.at = next;
      this.problem = null;
      if (moved) {
        window.scrollTo(0, 0);
        await this.updateComplete;
        this.querySelector('main')?.focus({ preventScroll: true });
      }
    } catch (failure) {
      this.problem = failure;
    }
  }

  render() {
    this.className = this.session ? '' : 'bare';
    return html`${this.offline ? html`<div class="offline" role="alert">The service cannot be reached. Trying again; what you typed stays.</div>` : nothing}
      ${this.session ? this.frame() : html`<main>${this.entrance()}</main>`}
      <div class="toasts" role="status" aria-live="polite"></div>`;
  }

  entrance() {
    if (this.session === undefined) return html`<div class="page">${waiting()}</div>`;
    return html`<fe-sign-in .problem=${this.problem} @signed-in=${(event) => this.entered(event.detail)}></fe-sign-in>`;
  }

  entered(session) {
    this.session = session;
    this.show();
  }

  frame() {
    const path = location.pathname;
    return html`<a class="button skip" href="#main" @click=${this.skip}>Skip to the content</a>
      <header class="places">
        <a class="brand" href="/" aria-label="Ferrule, to the integrations"><img src="/icon.svg" alt="" /><span>Ferrule</span></a>
        <nav aria-label="Places">${PLACES.map(([href, name, here]) => html`<a href=${href} aria-current=${here(path) ? 'page' : nothing}>${name}</a>`)}</nav>
        <div class="foot">
          <button class="quiet small" @click=${() => (this.theme = nextTheme())} aria-label="Colours: ${this.theme}. Change">◐ <span>${this.theme}</span></button>
          <button class="quiet small" @click=${this.leave}>Sign out</button>
        </div>
      </header>
      <main id="main" tabindex="-1">${this.problem ? html`<div class="page">${problemNotice(this.problem, () => this.show())}</div>` : this.view()}</main>`;
  }

  view() {
    if (!this.at) return html`<div class="page">${waiting()}</div>`;
    if (!this.at.element) {
      return html`<div class="page narrow"><div class="empty"><h1>Nothing has this address</h1><p>The link may be old, or cut off at its end.</p><p><a href="/">To the integrations</a></p></div></div>`;
    }
    if (this.shown?.localName !== this.at.element) this.shown = document.createElement(this.at.element);
    Object.assign(this.shown, { params: this.at.params, query: this.at.query });
    return this.shown;
  }

  skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }

  async leave() {
    await signOut().catch(() => {});
    this.session = null;
    this.shown = null;
    this.at = null;
  }
}

customElements.define('fe-app', App);
