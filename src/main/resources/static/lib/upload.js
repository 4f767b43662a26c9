// Requests of which one sees how much has been sent. `fetch` does not tell.

/**
 * Sends a request whose body may take its time. `sent(bytes, ofBytes)` is told how far it is; `came(text)` is told of each
 * piece of the answer, if somebody wants to read it as it comes. Resolves with a Response.
 */
export function upload(method, url, { headers, body, signal, sent, came }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let read = 0;
    const piece = () => {
      if (!came || request.status >= 300) return;
      const text = request.responseText.slice(read);
      read = request.responseText.length;
      if (text) came(text);
    };
    const stop = () => request.abort();
    const over = () => signal?.removeEventListener('abort', stop);
    const lost = () => (over(), reject(new TypeError('The line broke')));
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => sent?.(event.loaded, event.total));
    request.addEventListener('progress', piece);
    request.addEventListener('load', () => (over(), piece(), resolve(new Response(request.status === 204 ? null : request.responseText, { status: request.status }))));
    request.addEventListener('error', lost);
    request.addEventListener('timeout', lost);
    request.addEventListener('abort', () => (over(), reject(new DOMException('Nobody waits for it', 'AbortError'))));
    if (signal?.aborted) return reject(new DOMException('Nobody waits for it', 'AbortError'));
    signal?.addEventListener('abort', stop, { once: true });
    request.send(body);
  });
}
