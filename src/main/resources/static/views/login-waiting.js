// What is shown while a login is under way elsewhere: in a window of its own, or on another device.
import { html, nothing } from '../lib/element.js';
import { copyButton, waiting } from '../lib/widgets.js';
import { when } from '../lib/format.js';
import { outward } from '../lib/links.js';

/** @param form the connection form whose `login` is under way; its `giving` ends the waiting without leaving the form */
export function loginWaiting(form) {
  const { login } = form;
  const back = () => {
    login.close?.();
    form.giving.abort();
  };
  return html`<div class="dialog-body stack">${login.begun ? deviceCode(login.begun) : otherWindow(form)}</div>
    <div class="dialog-foot"><button type="button" @click=${() => form.tell('cancel')}>Cancel</button><button type="button" @click=${back}>Back to the form</button></div>`;
}

function deviceCode(begun) {
  return html`<p>On any device, open ${outward(begun.verificationUriComplete ?? begun.verificationUri)} and enter this code:</p>
    <p class="row"><strong class="user-code">${begun.userCode}</strong>${copyButton(begun.userCode)}</p><p class="small muted">Good until ${when(begun.expiresAt)}.</p>
    ${waiting('Waiting for the code to be entered there')}`;
}

function otherWindow({ login: { blocked, url }, windowGone, client }) {
  const said = blocked ? 'The browser did not let a window open.' : windowGone ? 'The window of the login is closed. If you ended the login there, this goes on in a moment.' : 'Log in to the system in the window that has opened.';
  return html`<p role="status">${said}</p>
    <p><a class=${blocked || windowGone ? 'button primary' : ''} href=${url} target="_blank" rel="noopener noreferrer">${blocked ? 'Open the login' : 'Open it again'}</a></p>
    ${waiting('Waiting for the login to end')}
    ${client?.redirectUri
      ? html`<details class="small"><summary>The system shows an error instead of a login</summary><div class="stack"><p>Most often it does not know where to send you back to. This redirect address has to stand in Ferrule's registration with it, letter by letter:</p>
          <p class="row"><code class="grow">${client.redirectUri}</code>${copyButton(client.redirectUri)}</p></div></details>`
      : nothing}`;
}
