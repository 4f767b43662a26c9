// One field of a credential. A secret is dots while it is typed, and no browser is to keep it.
import { html, nothing } from '../lib/element.js';
import { fieldName, isLong } from './connect-words.js';

function reveal(event) {
  const button = event.currentTarget;
  const field = document.getElementById(button.getAttribute('aria-controls'));
  const shown = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(shown));
  button.textContent = shown ? 'Hide' : 'Show';
  if (field.localName === 'textarea') field.classList.toggle('hidden-text', !shown);
  else field.type = shown ? 'text' : 'password';
}

/** Keys and certificates come as files: text as it is, a PKCS#12 file in Base64. */
async function fromFile(event) {
  const [file] = event.target.files;
  if (!file || file.size > 100_000) return;
  const field = document.getElementById(event.target.dataset.for);
  field.value = /pkcs12$/i.test(event.target.dataset.for) ? btoa(String.fromCharCode(...new Uint8Array(await file.arrayBuffer()))) : await file.text();
  event.target.value = '';
}

/**
 * @param one a credential field as the service describes it
 * @param methods all auth methods, to say whose field it is where several go together
 */
export function credentialField(one, problem, methods = []) {
  const id = `credential-${one.name.replaceAll(/[^\w-]/g, '_')}`;
  const wrong = problem?.at?.(`/credentials/${one.name}`);
  const name = `credential ${one.name}`;
  const described = `${id}-hint`;
  const input = isLong(one.name)
    ? html`<textarea id=${id} name=${name} class="mono grow ${one.secret ? 'hidden-text' : ''}" rows="3" ?required=${one.required} ?data-secret=${one.secret} autocomplete="off" spellcheck="false" aria-describedby=${described} aria-invalid=${wrong ? 'true' : nothing}></textarea>`
    : html`<input id=${id} name=${name} class="grow" type=${one.secret ? 'password' : 'text'} ?required=${one.required} ?data-secret=${one.secret} autocomplete=${one.secret ? 'new-password' : 'off'} autocapitalize="off" spellcheck="false" aria-describedby=${described} aria-invalid=${wrong ? 'true' : nothing} />`;
  return html`<div class="field">
    <label for=${id}>${fieldName(one.name, methods)}${one.required ? nothing : html` <span class="small muted">(may be left out)</span>`}</label>
    <div class="row nowrap">${input}${one.secret || isLong(one.name) ? html`<span class="stack tight">${one.secret ? html`<button type="button" class="small" aria-controls=${id} aria-pressed="false" aria-label="Show ${fieldName(one.name, methods)}" @click=${reveal}>Show</button>` : nothing}
      ${isLong(one.name) ? html`<label class="button small file-pick">File<input type="file" data-for=${id} aria-label="${fieldName(one.name, methods)} from a file" @change=${fromFile} /></label>` : nothing}</span>` : nothing}</div>
    <span class="stack tight" id=${described}><span class="hint">${one.description}</span>${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}</span>
  </div>`;
}
