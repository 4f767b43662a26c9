// A little Markdown, as much as answers and descriptions need: paragraphs, lists, headings, code, bold, links that say
// where they lead. It makes elements and text nodes, never HTML from a string; whatever it does not know stays as it was written.
import { html } from 'lit';
import { outward } from './links.js';

const FENCE = /^\s*```/;
const ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/;
const LINK = /^\[([^\]\n]{1,300})\]\((https?:\/\/[^\s()<>]{1,1000})\)$/;
const HEADING = /^#{1,6}\s+(.*)$/;

function inline(text) {
  const parts = text.split(/(`[^`\n]+`|\*\*[^*\n]+\*\*|\[[^\]\n]{1,300}\]\(https?:\/\/[^\s()<>]{1,1000}\))/);
  return parts.map((part) => {
    if (part.length > 2 && part.startsWith('`') && part.endsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    if (part.length > 4 && part.startsWith('**') && part.endsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
    const link = LINK.exec(part);
    return link ? outward(link[2], link[1]) : part;
  });
}

/** Blocks of a text: `{kind, lines}`. */
function blocks(text) {
  const found = [];
  let code = null;
  for (const line of text.split(/\r?\n/)) {
    if (FENCE.test(line)) {
      if (code) code = null;
      else found.push((code = { kind: 'code', lines: [] }));
      continue;
    }
    if (code) {
      code.lines.push(line);
      continue;
    }
    const last = found.at(-1);
    const item = ITEM.exec(line);
    const heading = HEADING.exec(line);
    if (!line.trim()) found.push({ kind: 'gap', lines: [] });
    else if (heading) found.push({ kind: 'heading', lines: [heading[1]] });
    else if (item) {
      const numbered = /^\s*\d/.test(line);
      const number = Number.parseInt(line, 10) || 0;
      if (last?.kind === 'list' && last.numbered === numbered) last.lines.push({ number, text: item[1] });
      else found.push({ kind: 'list', numbered, lines: [{ number, text: item[1] }] });
    } else if (last?.kind === 'text') last.lines.push(line);
    else found.push({ kind: 'text', lines: [line] });
  }
  return found;
}

function block({ kind, lines, numbered }) {
  if (kind === 'gap') return '';
  if (kind === 'code') return html`<pre class="wrap" tabindex="0">${lines.join('\n')}</pre>`;
  if (kind === 'heading') return html`<p class="strong">${inline(lines[0])}</p>`;
  if (kind === 'list' && numbered) return html`<ol>${lines.map((line) => html`<li value=${line.number}>${inline(line.text)}</li>`)}</ol>`;
  if (kind === 'list') return html`<ul>${lines.map((line) => html`<li>${inline(line.text)}</li>`)}</ul>`;
  return html`<p>${lines.map((line, at) => (at ? html`<br />${inline(line)}` : inline(line)))}</p>`;
}

export function prose(text, most = 20000) {
  if (!text) return '';
  const shown = text.length > most ? text.slice(0, most) + ' …' : text;
  return html`<div class="prose" dir="auto">${blocks(shown).map(block)}</div>`;
}
