import { Element, html, nothing } from '../lib/element.js';
import { method } from '../lib/widgets.js';
import { when } from '../lib/format.js';

/** Shows what would be written to a live system. `ask` resolves with the token that confirms it, or null. */
class ConfirmSend extends Element {
  static properties = { asked: { state: true } };

  async ask(problem, entry, inputs) {
    this.asked = { problem, entry, inputs };
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog.returnValue = '';
    dialog.showModal();
    await new Promise((done) => dialog.addEventListener('close', done, { once: true }));
    return dialog.returnValue === 'send' ? problem.more.confirm : null;
  }

  render() {
    return html`<dialog aria-labelledby="confirm-title" aria-describedby="confirm-text">${this.asked ? this.question(this.asked) : nothing}</dialog>`;
  }

  question({ problem, entry, inputs }) {
    const { request } = problem.more;
    const removes = request?.method === 'DELETE';
    return html`<form method="dialog">
      <div class="dialog-head"><h2 id="confirm-title">${removes ? 'Delete at the live system?' : 'Write to the live system?'}</h2></div>
      <div class="dialog-body stack">
        <p id="confirm-text">This is no test account of ours: <bdi class="strong">${entry.connector?.name ?? entry.template.name}</bdi> does it for real. ${inputs.summary ? html`“<bdi>${inputs.summary}</bdi>”` : nothing}</p>
        ${request
          ? html`<p>${method(request.method)} <bdi class="path">${request.url}</bdi></p>
              ${request.text ? html`<pre class="wrap" dir="ltr" tabindex="0" role="region" aria-label="Body">${request.text}</pre>` : nothing}`
          : nothing}
        ${problem.more.expiresAt ? html`<p class="small muted">Asked for this very request; it holds until ${when(problem.more.expiresAt)}.</p>` : nothing}
      </div>
      <div class="dialog-foot">
        <button value="" autofocus>Do not send</button>
        <button value="send" class=${removes ? 'danger' : 'primary'}>${removes ? 'Delete it' : 'Send it'}</button>
      </div>
    </form>`;
  }
}

customElements.define('fe-confirm-send', ConfirmSend);
