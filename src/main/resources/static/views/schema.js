// Reads JSON Schema 2020-12 as the service gives it: `$ref` leads to `#/$defs/NAME`, and schemas may point to themselves, so
// nothing here follows more than one level at a time.

const MOST_STEPS = 30;
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The name of the definition that a schema points to, or ''. */
export function nameOf(schema) {
  const name = isObject(schema) ? /^#\/\$defs\/(.*)$/.exec(schema.$ref ?? '')?.[1] : undefined;
  return name ? decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~') : '';
}

function followed(schema, defs) {
  let at = isObject(schema) ? schema : {};
  for (let steps = 0; at.$ref && steps < MOST_STEPS; steps++) {
    const { $ref, ...beside } = at;
    const target = defs[nameOf({ $ref })];
    at = { ...(isObject(target) ? target : {}), ...beside };
  }
  return at;
}

/** Both schemas at once, as far as a form needs it. */
function both(one, other) {
  return {
    ...one,
    ...other,
    ...(one.properties || other.properties ? { properties: { ...one.properties, ...other.properties } } : {}),
    ...(one.required || other.required ? { required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])] } : {}),
  };
}

/**
 * A schema with its references followed and its `allOf` put together: one level, what is inside stays as it is. `nullable` says
 * that null is fine beside the rest.
 */
export function resolved(schema, defs, steps = 0) {
  let at = followed(schema, defs);
  if (Array.isArray(at.allOf) && steps < MOST_STEPS) {
    const { allOf, ...beside } = at;
    at = allOf.reduce((all, part) => both(all, resolved(part, defs, steps + 1)), {});
    at = both(at, beside);
  }
  const types = Array.isArray(at.type) ? at.type.filter((type) => type !== 'null') : at.type ? [at.type] : [];
  let nullable = at.nullable === true || (Array.isArray(at.type) && types.length < at.type.length) || Boolean(at.enum?.includes(null));
  const choices = at.oneOf ?? at.anyOf;
  if (Array.isArray(choices)) {
    const real = choices.filter((choice) => followed(choice, defs).type !== 'null');
    if (real.length < choices.length) nullable = true;
    if (real.length === 1 && steps < MOST_STEPS) {
      const { oneOf, anyOf, ...beside } = at;
      const only = resolved(real[0], defs, steps + 1);
      return { ...both(only, beside), nullable: nullable || only.nullable };
    }
    return { ...at, types, nullable, choices: real };
  }
  if ('const' in at) at = { ...at, enum: [at.const] };
  return { ...at, types, nullable };
}

export const isFile = (schema) => schema.format === 'binary' || (Boolean(schema.contentMediaType) && !schema.contentEncoding && !/json|text/.test(schema.contentMediaType));

/** How a value is asked for: choice, enum, object, map, array, boolean, number, integer, string, file or any. */
export function kindOf(schema) {
  if (schema.choices?.length) return 'choice';
  if (schema.enum?.length) return 'enum';
  const type = schema.types[0];
  if (schema.types.length > 1) return 'any';
  if (type === 'object' || (!type && schema.properties)) return schema.properties && Object.keys(schema.properties).length ? 'object' : 'map';
  if (type === 'array' || (!type && schema.items)) return 'array';
  if (type === 'string' || (!type && schema.format)) return isFile(schema) ? 'file' : 'string';
  return type ?? 'any';
}

/** What kind of value it is, in a few words for people. */
export function typeText(schema, defs) {
  const at = resolved(schema, defs);
  const kind = kindOf(at);
  const item = kind === 'array' ? resolved(at.items ?? {}, defs) : null;
  const words = {
    choice: 'one of several',
    enum: at.types[0] && at.types[0] !== 'string' ? `${at.types[0]}, one of a list` : 'one of a list',
    map: 'object with any names',
    array: item ? `list of ${nameOf(at.items) || kindText(item)}` : 'list',
    any: at.types.length > 1 ? at.types.join(' or ') : 'anything',
    file: 'file',
  };
  return `${words[kind] ?? kindText(at)}${at.nullable ? ' or null' : ''}`;
}

const kindText = (schema) => {
  const kind = kindOf(schema);
  const words = { map: 'objects', object: 'object', any: 'anything', enum: 'choices', choice: 'one of several', array: 'lists' };
  return `${words[kind] ?? kind}${schema.format && schema.format !== 'binary' ? ` (${schema.format})` : ''}`;
};

/** Bounds that a value must keep, in words. */
export function bounds(schema) {
  const words = [];
  const both = (low, high, unit) => {
    if (low !== undefined && high !== undefined) words.push(`${low} to ${high}${unit}`);
    else if (low !== undefined) words.push(`at least ${low}${unit}`);
    else if (high !== undefined) words.push(`at most ${high}${unit}`);
  };
  both(schema.minimum, schema.maximum, '');
  both(schema.exclusiveMinimum !== undefined ? `more than ${schema.exclusiveMinimum}` : undefined, undefined, '');
  if (schema.exclusiveMaximum !== undefined) words.push(`less than ${schema.exclusiveMaximum}`);
  both(schema.minLength || undefined, schema.maxLength, ' characters');
  both(schema.minItems || undefined, schema.maxItems, ' items');
  if (schema.multipleOf !== undefined) words.push(`a multiple of ${schema.multipleOf}`);
  if (schema.uniqueItems) words.push('no item twice');
  if (schema.pattern) words.push(`like ${schema.pattern}`);
  return words.map((word) => word.replace(/^at least more/, 'more'));
}

/** What the spec offers as a value: its default or example; undefined when there is none. */
export const offered = (schema) => schema.default ?? schema.examples?.[0] ?? schema.example ?? (schema.enum?.length === 1 ? schema.enum[0] : undefined);

/** Which of several schemas a value most likely is of; 0 when it cannot be told. */
export function choiceOf(value, choices, defs) {
  let best = 0;
  let most = -Infinity;
  choices.forEach((choice, at) => {
    const points = fit(value, resolved(choice, defs), defs);
    if (points > most) [best, most] = [at, points];
  });
  return best;
}

function fit(value, schema, defs) {
  if (value === undefined) return 0;
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const kind = kindOf(schema);
  if (kind === 'choice') return Math.max(...schema.choices.map((one) => fit(value, { ...resolved(one, defs), choices: undefined }, defs)));
  if (kind === 'enum') return schema.enum.includes(value) ? 5 : -5;
  if (type === 'number') return kind === 'number' || kind === 'integer' ? 3 : -3;
  if (type !== 'object') return kind === type || (type === 'string' && kind === 'file') ? 3 : -3;
  if (kind !== 'object') return kind === 'map' ? 1 : -3;
  const known = Object.keys(value).filter((name) => name in schema.properties).length;
  const missing = (schema.required ?? []).filter((name) => !(name in value)).length;
  const wrong = Object.entries(schema.properties).filter(([name, one]) => name in value && one.enum && !one.enum.includes(value[name])).length;
  return known - missing * 2 - wrong * 4 - (Object.keys(value).length - known);
}

/** What a person calls one of several schemas. */
export function choiceName(schema, at, defs) {
  const target = resolved(schema, defs);
  const one = schema.title ?? (nameOf(schema) || target.title);
  if (one) return one;
  if (target.required?.length) return `${typeText(target, defs)} with ${target.required.slice(0, 3).join(', ')}`;
  return `${at + 1}: ${typeText(schema, defs)}`;
}

/** Something to begin with when a value of the schema is wanted: empty, but of the right kind. */
export function blank(schema, defs) {
  const at = resolved(schema, defs);
  const kind = kindOf(at);
  const offer = offered(at);
  if (offer !== undefined) return offer;
  if (kind === 'object') {
    // What can have one value only needs nobody to choose it.
    const fixed = (at.required ?? []).map((name) => [name, resolved(at.properties[name] ?? {}, defs).enum]).filter(([, values]) => values?.length === 1);
    return Object.fromEntries(fixed.map(([name, [value]]) => [name, value]));
  }
  if (kind === 'map') return {};
  if (kind === 'array') return [];
  if (kind === 'choice') return blank(at.choices[0], defs);
  return undefined;
}
