// Writes a request as a program. Every text of it may come from a hostile spec or a pasted value: nothing may end its quotes, and
// letters that turn or hide what a reader sees are written as escapes. A secret is a variable of the environment.

/** Controls, format letters (also those that turn the direction), separators of lines, and halves of letters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;
const MASK = '***';
const LONGEST_WORD = 60000;
const hex = (code, digits) => code.toString(16).padStart(digits, '0');

/** A text in which what is masked or belongs to an account stands as `{env}`. */
const env = (name) => ({ env: name });

export const variable = (system, word) => {
  const start = system.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().match(/(?<!\p{L})[A-Z][A-Z0-9]+(?!\p{L})/u)?.[0] ?? 'API';
  const end = word.toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return end.startsWith(start) ? end : `${start}_${end || 'SECRET'}`;
};

/** Where the credentials of a method go, or why it cannot be said. */
function credentials(authMethod, system) {
  const none = { headers: [], query: [], note: '' };
  if (!authMethod) return none;
  const { type, name, prefix } = authMethod;
  const token = env(variable(system, 'TOKEN'));
  if (type === 'bearer' || type === 'oauth2' || type === 'openid_connect') return { ...none, headers: [['Authorization', ['Bearer ', token]]] };
  if (type === 'basic') return { ...none, basic: [env(variable(system, 'USER')), env(variable(system, 'PASSWORD'))] };
  if (type === 'api_key' || type === 'session') {
    const key = env(variable(system, type === 'session' ? 'SESSION' : 'KEY'));
    const value = prefix ? [`${prefix} `, key] : [key];
    if (authMethod.in === 'query') return { ...none, query: [[name, value]] };
    if (authMethod.in === 'cookie') return { ...none, headers: [['Cookie', [`${name}=`, ...value]]] };
    if (authMethod.in !== 'path') return { ...none, headers: [[name ?? 'Authorization', value]] };
    return none;
  }
  return type === 'none' ? none : { ...none, note: `The system wants each request signed (${type.replaceAll('_', ' ')}), which these lines do not do.` };
}

/** Texts with what is masked in them as variables. */
const unmasked = (text, name) => text.split(MASK).flatMap((part, at) => (at ? [env(name), part] : [part])).filter((part) => part !== '');

/**
 * What a program needs to know of a request: `{method, url, query, headers, basic, body, base64, notes}`; the values of headers
 * and of `query`, which is what has to be encoded and added to the address, are lists of texts and `{env}`.
 */
export function sketch(request, authMethod, system) {
  const auth = credentials(authMethod, system);
  // Secrets are taken out of the address: a program has to encode them first.
  const [start, rest] = request.url.split('?');
  const parts = (rest ?? '').split('&').filter((part) => part !== '');
  const masked = parts.filter((part) => part.endsWith(`=${MASK}`)).map((part) => part.slice(0, -MASK.length - 1));
  const kept = parts.filter((part) => !part.endsWith(`=${MASK}`));
  const query = [...masked.map((name) => [name, [env(variable(system, decodeURIComponent(name)))]]), ...auth.query.map(([name, value]) => [encodeURIComponent(name), value])];
  const own = new Set(auth.headers.map(([name]) => name.toLowerCase()));
  const headers = Object.entries(request.headers).filter(([name]) => !own.has(name.toLowerCase()));
  const notes = [auth.note];
  if (request.truncated) notes.push('The body is cut here.');
  if (request.format !== 'base64' && request.text.includes(`"${MASK}"`)) notes.push(`"${MASK}" stands for a secret, which is not shown again.`);
  return {
    method: request.method,
    url: kept.length ? `${start}?${kept.join('&')}` : start,
    query,
    headers: [...headers.map(([name, value]) => [name, unmasked(value, variable(system, name))]), ...auth.headers],
    basic: auth.basic,
    body: request.text ?? '',
    base64: request.format === 'base64',
    notes: notes.filter(Boolean),
  };
}

/** One word of a shell. Plain quotes keep everything but themselves; unseen letters need the other kind, byte by byte. */
export function shell(text) {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text)) return text;
  if (!text.replaceAll('\n', '').match(UNSEEN)) return `'${text.replaceAll("'", "'\\''")}'`;
  const bytes = (letter) => [...new TextEncoder().encode(letter)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return `$'${text.replace(/[\\']/g, '\\$&').replace(UNSEEN, (letter) => (letter === '\n' ? '\\n' : bytes(letter)))}'`;
}

/** Texts that stand beside each other as one. */
const merged = (parts) => parts.reduce((all, part) => (typeof part === 'string' && typeof all.at(-1) === 'string' ? [...all.slice(0, -1), all.at(-1) + part] : [...all, part]), []);

const shellParts = (parts) => merged(parts).map((part) => (part.env ? `"$${part.env}"` : shell(part))).join('');

export function curl(what) {
  const lines = [];
  const { method, body, base64 } = what;
  const url = shell(what.url);
  // What is too long for one word of a command line goes in by the pipe.
  const piped = base64 || body.length > LONGEST_WORD;
  const start = body && piped ? `printf %s ${shell(body)} | ${base64 ? 'base64 -d | ' : ''}curl` : 'curl';
  if (method === 'HEAD') lines.push('--head');
  else if (method !== 'GET' || body) lines.push(`--request ${shell(method)}`);
  // Braces and brackets in an address would make curl call many.
  if (/[[\]{}]/.test(url)) lines.push('--globoff');
  lines.push(url);
  for (const [name, value] of what.query) lines.push(`--url-query ${shellParts([`${name}=`, ...value])}`);
  // An empty header is written with a semicolon, for curl leaves out one that has nothing after its colon.
  for (const [name, value] of what.headers) lines.push(`--header ${value.length ? shellParts([`${name}: `, ...value]) : shell(`${name};`)}`);
  if (what.basic) lines.push(`--user ${shellParts([what.basic[0], ':', what.basic[1]])}`);
  if (body && !what.headers.some(([name]) => name.toLowerCase() === 'content-type')) lines.push("--header 'Content-Type:'");
  if (body) lines.push(piped ? '--data-binary @-' : `--data-raw ${shell(body)}`);
  return `${start} ${lines.join(' \\\n  ')}`;
}

const escapes = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };
const quoted = (text, unseen) => `"${text.replace(/["\\\n\r\t]/g, (letter) => escapes[letter]).replace(UNSEEN, unseen)}"`;

/** Java reads escapes with a u before anything else, so a control written so would end the literal: those are octal. */
const javaText = (text) => quoted(text, (letter) => (letter.codePointAt(0) < 256 ? `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}` : units(letter)));
const units = (letter) => [...Array(letter.length).keys()].map((at) => `\\u${hex(letter.charCodeAt(at), 4)}`).join('');
export const scriptText = (text) => quoted(text, units);
export const pythonText = (text) => quoted(text, (letter) => (letter.codePointAt(0) > 0xffff ? `\\U${hex(letter.codePointAt(0), 8)}` : units(letter)));
export { javaText };

const joined = (parts, text, read) => merged(parts).map((part) => (part.env ? read(part.env) : text(part))).join(' + ') || '""';

/** The address, with what a program must encode put at its end by `encoded`. */
const address = (what, text, read, encoded) => [text(what.url), ...what.query.flatMap(([name, value], at) => [text(`${at || what.url.includes('?') ? '&' : '?'}${name}=`), encoded(joined(value, text, read))])].join(' + ');

/** The lines of a body, each as a literal with its line break; very long ones in pieces, since Java has a limit. */
const pieces = (body) => body.split(/(?<=\n)/).flatMap((line) => line.match(/[\s\S]{1,8000}(?![\udc00-\udfff])|[\s\S]+/gu) ?? []);

export function java(what) {
  const read = (name) => `System.getenv(${javaText(name)})`;
  // The client sets these itself and refuses to be told.
  const own = new Set(['host', 'content-length', 'connection', 'expect', 'upgrade']);
  const headers = what.headers.filter(([name]) => !own.has(name.toLowerCase()));
  const set = headers.map(([name, value]) => `        .header(${javaText(name)}, ${joined(value, javaText, read)})\n`);
  if (what.basic) {
    const [user, password] = what.basic.map((part) => read(part.env));
    set.push(`        .header("Authorization", "Basic " + java.util.Base64.getEncoder().encodeToString(\n            (${user} + ":" + ${password}).getBytes(java.nio.charset.StandardCharsets.UTF_8)))\n`);
  }
  const text = pieces(what.body).map(javaText).join(',\n            ');
  const body = !what.body
    ? 'HttpRequest.BodyPublishers.noBody()'
    : what.base64
      ? `HttpRequest.BodyPublishers.ofByteArray(java.util.Base64.getDecoder().decode(String.join("",\n            ${text})))`
      : `HttpRequest.BodyPublishers.ofString(String.join("",\n            ${text}))`;
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Call {
  public static void main(String[] args) throws Exception {
    HttpRequest request = HttpRequest.newBuilder()
        .uri(URI.create(${address(what, javaText, read, (value) => `java.net.URLEncoder.encode(${value}, java.nio.charset.StandardCharsets.UTF_8)`)}))
${set.join('')}        .method(${javaText(what.method)}, ${body})
        .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.statusCode() + " " + response.body());
  }
}
`;
}

export function typescript(what) {
  const read = (name) => `(process.env.${name} ?? "")`;
  const headers = what.headers.map(([name, value]) => `    ${scriptText(name)}: ${joined(value, scriptText, read)},\n`);
  if (what.basic) headers.push(`    "Authorization": "Basic " + btoa(${read(what.basic[0].env)} + ":" + ${read(what.basic[1].env)}),\n`);
  const text = pieces(what.body).map(scriptText).join(' +\n    ');
  const body = !what.body ? '' : what.base64 ? `  body: Uint8Array.from(atob(\n    ${text}), (letter) => letter.charCodeAt(0)),\n` : `  body: ${text},\n`;
  return `const response = await fetch(${address(what, scriptText, read, (value) => `encodeURIComponent(${value})`)}, {
  method: ${scriptText(what.method)},
  headers: {
${headers.join('')}  },
${body}});
console.log(response.status, await response.text());
`;
}

export function python(what) {
  const read = (name) => `os.environ[${pythonText(name)}]`;
  const headers = what.headers.map(([name, value]) => `        ${pythonText(name)}: ${joined(value, pythonText, read)},\n`);
  const text = pieces(what.body).map(pythonText).join('\n        ');
  const body = !what.body ? '' : what.base64 ? `    data=base64.b64decode(\n        ${text}\n    ),\n` : `    data=(\n        ${text}\n    ).encode(),\n`;
  const auth = what.basic ? `    auth=(${read(what.basic[0].env)}, ${read(what.basic[1].env)}),\n` : '';
  const needs = (what.base64 && what.body ? 'import base64\n' : '') + (JSON.stringify(what).includes('{"env":') ? 'import os\n' : '') + (what.query.length ? 'import urllib.parse\n' : '');
  return `${needs}${needs ? '\n' : ''}import requests

response = requests.request(
    ${pythonText(what.method)},
    ${address(what, pythonText, read, (value) => `urllib.parse.quote(${value}, safe="")`)},
    headers={
${headers.join('')}    },
${auth}${body}    timeout=30,
)
print(response.status_code, response.text)
`;
}
