// Signing in: the token is traded for a cookie that scripts cannot read, and is kept nowhere.
import { get, post, del, useCsrfToken } from './api.js';

/** Takes the token out of `/#token=…` before anything else can see it there. */
export function tokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

export async function signIn(token) {
  const session = await post('/session', { token });
  useCsrfToken(session.csrfToken);
  return session;
}

/** The session that a cookie of this browser stands for, or null. */
export async function restore() {
  try {
    const session = await get('/session');
    useCsrfToken(session.csrfToken);
    return session;
  } catch (problem) {
    if (problem.status === 401) return null;
    throw problem;
  }
}

export async function signOut() {
  await del('/session');
  useCsrfToken('');
}
