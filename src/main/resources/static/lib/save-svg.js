// Saves a picture of the page as a file that stands alone: what style sheets said of it is written into it.
const LINES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray'];
const LETTERS = ['fill', 'font-family', 'font-size', 'font-weight'];
const LOOKS = { rect: LINES, path: LINES, circle: LINES, text: LETTERS };

function settle(original, copy) {
  const looks = getComputedStyle(original);
  for (const name of LOOKS[original.localName] ?? []) {
    const value = looks.getPropertyValue(name);
    const nothing = value === 'none' && name !== 'fill';
    if (value && !nothing && !(name === 'stroke-width' && looks.stroke === 'none')) copy.setAttribute(name, value);
  }
  copy.removeAttribute('class');
  [...original.children].forEach((child, at) => settle(child, copy.children[at]));
}

/** The picture as text, with the ground of the page behind it. */
export function standalone(svg) {
  const copy = svg.cloneNode(true);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
  settle(svg, copy);
  const { width, height } = svg.viewBox.baseVal;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const colour = getComputedStyle(document.body).backgroundColor;
  for (const [name, value] of Object.entries({ width, height, fill: colour })) ground.setAttribute(name, value);
  const words = copy.querySelector(':scope > desc') ?? copy.querySelector(':scope > title');
  copy.insertBefore(ground, words ? words.nextSibling : copy.firstChild);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return new XMLSerializer().serializeToString(copy);
}

export function saveSvg(svg, name) {
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([standalone(svg)], { type: 'image/svg+xml' }));
  link.href = address;
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'picture'}.svg`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
