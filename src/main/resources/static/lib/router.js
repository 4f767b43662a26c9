// Every view has an address that can be sent to somebody else.
import { part } from './part.js';

/** Pattern, the element that shows it, and the file where it is. The first that fits is taken. */
const ROUTES = [
  ['/', 'fe-home', () => import('../views/home.js')],
  ['/integrations/:id', 'fe-integration', () => import('../views/integration.js')],
  ['/integrations/:id/:tab(plan|connect)', 'fe-integration', () => import('../views/integration.js')],
  ['/integrations/:id/:tab(connect)/:templateId', 'fe-integration', () => import('../views/integration.js')],
  ['/integrations/:id/:tab(connect)/:templateId/endpoints/:endpointId', 'fe-integration', () => import('../views/integration.js')],
  ['/connectors', 'fe-connectors', () => import('../views/connectors.js')],
  ['/connectors/:id', 'fe-connector', () => import('../views/connector.js')],
  ['/catalogue', 'fe-catalogue', () => import('../views/catalogue.js')],
  ['/catalogue/specs/:id', 'fe-spec', () => import('../views/spec.js')],
  ['/catalogue/ingestions', 'fe-ingestions', () => import('../views/ingestions.js')],
  ['/catalogue/ingestions/:id', 'fe-ingestion', () => import('../views/ingestion.js')],
  ['/catalogue/sources', 'fe-sources', () => import('../views/sources.js')],
  ['/catalogue/quality', 'fe-quality', () => import('../views/quality.js')],
  ['/changes', 'fe-changes', () => import('../views/changes.js')],
  ['/changes/:id', 'fe-drift', () => import('../views/drift.js')],
].map(([pattern, element, load]) => ({ pattern, element, load, expression: expressionOf(pattern) }));

function expressionOf(pattern) {
  const source = pattern.replace(/:(\w+)(\([^)]*\))?/g, (_, name, among) => `(?<${name}>${among ? among.slice(1, -1) : '[^/]+'})`);
  return new RegExp(`^${source}/?$`);
}

/** What the address asks for: `{element, load, params, query}`; element is null when nothing has that address. */
export function route(url = new URL(location.href)) {
  const query = Object.fromEntries(url.searchParams);
  for (const { element, load, expression } of ROUTES) {
    const found = expression.exec(url.pathname);
    if (found) {
      const params = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, value && decodeURIComponent(value)]));
      return { element, load: () => part(load), params, query };
    }
  }
  return { element: null, load: null, params: {}, query };
}

/** Goes to an address of this page. `replace` leaves no step to go back to. */
export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  window.dispatchEvent(new CustomEvent('ferrule-route'));
}

/** Changes the query of the address, for what a view shows without being another view. Null or '' takes a name out. */
export function setQuery(changes, { replace = true } = {}) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  go(url.pathname + url.search, { replace });
}

/** Lets plain links to this page's own addresses work without loading it anew. */
export function followLinks(root) {
  root.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href]');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
