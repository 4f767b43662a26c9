// Descriptions are often written in HTML. Nothing of it is ever made into elements; the tags that only shape text are taken
// for what they mean in plain text, and everything else stays to be read as it was written.
import { prose } from '../lib/prose.js';

const SHAPING = /<\/?(?:p|div|span|b|i|u|em|strong|small|a|code|pre|ul|ol|dl|dt|dd|br|note|important|h[1-6])(?:\s[^<>]{0,300})?\/?>/gi;
const NAMED = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' };

export function plain(text) {
  if (!text || !/[<&]/.test(text)) return text;
  return text
    .replace(/<li(?:\s[^<>]{0,300})?>/gi, '\n- ')
    .replace(/<\/li>/gi, '')
    .replace(/<code>([^<`\n]{1,200})<\/code>/gi, '`$1`')
    .replace(/<(?:br|\/p|\/div|\/h[1-6]|\/ul|\/ol)\s*\/?>/gi, '\n\n')
    .replace(SHAPING, '')
    .replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => NAMED[entity])
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export const readable = (text) => prose(plain(text));
