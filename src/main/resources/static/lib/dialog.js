// Asks something in a native dialog: it keeps the focus inside, closes on Escape and gives the focus back.
let number = 0;

/**
 * Shows an element under a title. The element tells `done` (with a detail) when it has what it asked for, or `cancel`.
 * Resolves with the detail; with undefined when the dialog was closed without one. What the element holds is gone with it,
 * so a secret that was typed does not stay in the page.
 */
export function openDialog(title, element, { wide = false } = {}) {
  const dialog = document.createElement('dialog');
  const head = document.createElement('div');
  const heading = document.createElement('h2');
  const close = document.createElement('button');
  const body = document.createElement('div');
  heading.id = `dialog-${++number}`;
  heading.textContent = title;
  heading.dir = 'auto';
  close.type = 'button';
  close.className = 'quiet small';
  close.textContent = 'Close';
  head.className = 'dialog-head';
  body.className = 'dialog-content';
  head.append(heading, close);
  body.append(element);
  dialog.append(head, body);
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.classList.toggle('wide', wide);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let result;
    const end = () => dialog.close();
    const finish = () => {
      window.removeEventListener('ferrule-route', end);
      window.removeEventListener('popstate', end);
      window.removeEventListener('ferrule-signed-out', end);
      dialog.remove();
      resolve(result);
    };
    close.addEventListener('click', end);
    dialog.addEventListener('close', (event) => event.target === dialog && finish());
    body.addEventListener('cancel', (event) => {
      if (event instanceof CustomEvent) end();
    });
    body.addEventListener('done', (event) => {
      result = event.detail;
      end();
    });
    window.addEventListener('ferrule-route', end);
    window.addEventListener('popstate', end);
    window.addEventListener('ferrule-signed-out', end);
    // What the element has drawn by then can take the focus (autofocus); else the first thing does.
    Promise.resolve(element.updateComplete).then(() => dialog.isConnected && dialog.showModal());
  });
}

/** Asks whether something shall really be done. Resolves with true or false. */
export async function confirmed(title, text, verb, { danger = true } = {}) {
  const question = document.createElement('form');
  const words = document.createElement('p');
  const foot = document.createElement('div');
  const no = document.createElement('button');
  const yes = document.createElement('button');
  words.textContent = text;
  words.dir = 'auto';
  words.className = 'dialog-body';
  foot.className = 'dialog-foot';
  no.type = 'button';
  no.textContent = 'Cancel';
  yes.textContent = verb;
  yes.className = danger ? 'danger' : 'primary';
  foot.append(no, yes);
  question.append(words, foot);
  no.addEventListener('click', () => question.dispatchEvent(new CustomEvent('cancel', { bubbles: true })));
  question.addEventListener('submit', (event) => {
    event.preventDefault();
    question.dispatchEvent(new CustomEvent('done', { detail: true, bubbles: true }));
  });
  return (await openDialog(title, question)) === true;
}
