// Parts of the page that are fetched when somebody wants them, which may fail like any other request.
import { Problem } from './api.js';
import { toast } from './widgets.js';

/** Fetches a part; `load` is an import. Rejects with a {@link Problem} that says what to do. */
export async function part(load) {
  try {
    return await load();
  } catch (failure) {
    console.warn(failure);
    // Asks whether it is the service, which shows then.
    window.dispatchEvent(new Event('offline'));
    throw new Problem({ code: 'part-not-loaded', title: 'This part of the page could not be loaded. Is the service running, and is this machine online?' });
  }
}

/** The same for what a click opens: the part, or null after it was said; the click can be made again. */
export async function partOrNotice(load) {
  try {
    return await part(load);
  } catch (problem) {
    toast(problem.detail, 'bad');
    return null;
  }
}
