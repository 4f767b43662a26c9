// Links out of the page. Whatever an address in a spec says, only http and https lead anywhere, and the host is shown as it is
// written on the wire, so that letters which look like others cannot lie about it.
import { html } from 'lit';

export function outward(address, text) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return html`<span>${text ?? address}</span>`;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return html`<span>${text ?? address}</span>`;
  return html`<a href=${url.href} target="_blank" rel="noopener noreferrer nofollow">${text ?? url.href}</a>${text ? html` <span class="small muted">(${url.host})</span>` : ''}`;
}
