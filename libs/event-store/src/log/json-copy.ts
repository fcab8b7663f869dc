import { invalidAppend } from './errors';
import type { JsonObject, JsonValue } from './json';

/**
 * A deep copy of a value that JSON can carry, so that what the caller does to the original afterwards changes nothing.
 * What JSON would alter or drop (NaN, undefined, Date, BigInt, class instances, cycles, lone surrogates) is refused.
 * @param path where the value stands, for the error: `events[0].data.amount`
 * @throws EventStoreError `invalid-append`
 */
export const jsonCopy = (value: unknown, path: string, depth: number): JsonValue => {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      if (!value.isWellFormed()) throw invalidAppend(`${path} holds a lone surrogate.`, { path });
      return value;
    case 'number':
      if (!Number.isFinite(value))
        throw invalidAppend(`${path} is ${value}, which JSON cannot carry.`, { path });
      return value;
    case 'object':
      if (value === null) return null;
      // A cycle runs into the depth limit too.
      if (depth === 0) throw invalidAppend(`${path} is nested too deeply, or in a cycle.`, { path });
      if (Array.isArray(value)) {
        return Array.from(value, (item, index) => jsonCopy(item, `${path}[${index}]`, depth - 1));
      }
      return objectCopy(value, path, depth);
    default:
      throw invalidAppend(`${path} is ${typeof value}, which JSON cannot carry.`, { path });
  }
};

/** Like `jsonCopy`, of what has to be a JSON object. */
export const objectCopy = (value: object, path: string, depth: number): JsonObject => {
  if (Array.isArray(value)) throw invalidAppend(`${path} is an array where an object is needed.`, { path });
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw invalidAppend(`${path} is an instance of a class, which JSON cannot carry.`, { path });
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw invalidAppend(`${path} has symbol members, which JSON cannot carry.`, { path });
  }
  // fromEntries defines members instead of assigning them, so that "__proto__" stays a plain member.
  return Object.fromEntries(
    Object.entries(value).map(([member, item]) => {
      if (!member.isWellFormed() || member.includes('\0')) {
        throw invalidAppend(`${path} has a member name with a lone surrogate or a NUL.`, { path });
      }
      return [member, jsonCopy(item, `${path}.${member}`, depth - 1)];
    }),
  );
};
