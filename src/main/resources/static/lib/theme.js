// Dark, light, or as the system says. A matter of taste, not a secret: it may stay in the browser.
const KEY = 'ferrule-theme';
const ORDER = ['auto', 'light', 'dark'];

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

/** The scheme is always said by name: on a change of the system's, browsers leave some elements in the colours they had. */
function apply(theme) {
  document.documentElement.dataset.theme = theme === 'auto' ? (systemIsDark.matches ? 'dark' : 'light') : theme;
  return theme;
}

systemIsDark.addEventListener('change', () => currentTheme());

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // A browser may forbid it.
  }
}

export const currentTheme = () => apply(ORDER.includes(kept()) ? kept() : 'auto');

export function nextTheme() {
  const next = ORDER[(ORDER.indexOf(currentTheme()) + 1) % ORDER.length];
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Then it holds until the page is left.
  }
  return apply(next);
}
