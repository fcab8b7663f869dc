/**
 * The canonical form of a JSON value, byte for byte the same wherever it is made (RFC 8785).
 *
 * Made here because it has to be strict: a library that asks a value for its `toJSON` gives a date put into the
 * database the same digest as the string that it was put in place of. And every commit passes through it.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 * @throws TypeError for what is not JSON: undefined, NaN, class instances, lone surrogates …
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is not JSON.`);
      // The RFC prescribes ECMAScript's own notation of numbers.
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
    default:
      throw new TypeError(`A ${typeof value} is not JSON.`);
  }
};

/** What JSON escapes, and halves of surrogate pairs, which have to be looked at closely. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const UNUSUAL = /[\u0000-\u001f"\\\ud800-\udfff]/;

const quoted = (text: string): string => {
  if (!UNUSUAL.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('A lone surrogate is not JSON.');
  return JSON.stringify(text);
};

const canonicalObject = (value: object): string => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('An instance of a class is not JSON.');
  }
  let members = '';
  // Sorted by UTF-16 code units, as the RFC wants it and as sort() does it.
  for (const member of Object.keys(value).sort()) {
    members += `${members && ','}${quoted(member)}:${canonicalJson(Reflect.get(value, member))}`;
  }
  return `{${members}}`;
};
