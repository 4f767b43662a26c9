// Hands a text or bytes to the browser as a file. Its name is only a name: nothing of it leads elsewhere.

const ENDINGS = { 'application/json': 'json', 'text/plain': 'txt', 'text/html': 'html', 'text/csv': 'csv', 'application/xml': 'xml', 'text/xml': 'xml', 'application/pdf': 'pdf', 'application/zip': 'zip', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

/** What a server calls its answer, else what it is an answer to, with the ending of its kind. */
export function fileName(headers, otherwise) {
  const header = (wanted) => Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
  const given = /filename="?([^";]+)"?/i.exec(header('content-disposition'))?.[1];
  const plain = (text) => text.split(/[\\/]/).at(-1).replace(/[^\p{L}\p{N}. _-]+/gu, '-').replace(/^[-. ]+|[-. ]+$/g, '').slice(0, 100);
  if (given && plain(given)) return plain(given);
  const type = header('content-type').split(';')[0].trim().toLowerCase();
  return `${plain(otherwise.replaceAll('/', '-')) || 'answer'}.${ENDINGS[type] ?? (type.endsWith('+json') ? 'json' : type.startsWith('text/') ? 'txt' : 'bin')}`;
}

export function saveFile(content, name) {
  const link = document.createElement('a');
  // As bytes of no kind: nothing that a browser would open as a page of this origin.
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
