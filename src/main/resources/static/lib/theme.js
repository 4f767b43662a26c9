// Dark, light, or as the system says. A matter of taste, not a secret: it may stay in the browser.
const KEY = 'ferrule-theme';
const ORDER = ['auto', 'light', 'dark'];

function apply(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  return theme;
}

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // A browser may forbid it.
  }
}

let chosen = kept();

export const currentTheme = () => apply(ORDER.includes(chosen) ? chosen : 'auto');

export function nextTheme() {
  chosen = ORDER[(ORDER.indexOf(currentTheme()) + 1) % ORDER.length];
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Then it holds until the page is left.
  }
  return apply(chosen);
}
