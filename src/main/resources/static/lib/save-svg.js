// Saves a picture of the page as a file that stands alone: what style sheets said of it is written into it.
const LOOKS = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'direction', 'unicode-bidi'];

function settle(original, copy) {
  const looks = getComputedStyle(original);
  for (const name of LOOKS) {
    const value = looks.getPropertyValue(name);
    if (value && value !== 'normal' && value !== 'auto') copy.setAttribute(name, value);
  }
  copy.removeAttribute('class');
  [...original.children].forEach((child, at) => settle(child, copy.children[at]));
}

/** The picture as text, with the ground of the page behind it. */
export function standalone(svg) {
  const copy = svg.cloneNode(true);
  for (const walker of [document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT)]) {
    const comments = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    comments.forEach((comment) => comment.remove());
  }
  settle(svg, copy);
  const { width, height } = svg.viewBox.baseVal;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const colour = getComputedStyle(document.body).backgroundColor;
  for (const [name, value] of Object.entries({ width, height, fill: colour })) ground.setAttribute(name, value);
  copy.insertBefore(ground, copy.querySelector('title, desc')?.parentNode === copy ? copy.querySelector(':scope > desc, :scope > title:last-of-type').nextSibling : copy.firstChild);
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
