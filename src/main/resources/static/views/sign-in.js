import { Element, html, nothing } from '../lib/element.js';
import { signIn } from '../lib/session.js';
import { problemNotice } from '../lib/widgets.js';

/** Asks for the access token when no ready link was used. Tells `signed-in`. */
class SignIn extends Element {
  static properties = { problem: { attribute: false }, busy: { state: true } };

  async submit(event) {
    event.preventDefault();
    const field = event.target.elements.token;
    this.busy = true;
    try {
      const session = await signIn(field.value.trim());
      field.value = '';
      this.tell('signed-in', session);
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  render() {
    return html`<form class="sign-in stack" @submit=${this.submit}>
      <h1>Ferrule</h1>
      <p class="muted">Open the ready link that the service printed at its first start, or give the access token: <code>FERRULE_TOKEN</code>, or the file <code>access-token</code> in its data folder.</p>
      ${this.problem ? problemNotice(this.problem) : nothing}
      <!-- So that a password manager knows what to keep the token under. -->
      <input name="username" autocomplete="username" value="ferrule" hidden />
      <div class="field">
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required spellcheck="false" autofocus />
      </div>
      <button class="primary" ?disabled=${this.busy}>Sign in</button>
    </form>`;
  }
}

customElements.define('fe-sign-in', SignIn);
