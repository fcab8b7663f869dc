import { invalidAppend } from './errors';
import type { JsonObject, JsonValue } from './json';

/**
 * A deep, frozen copy of a value that JSON can carry: nothing that anybody does to an event afterwards changes it.
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
        return Object.freeze(
          Array.from(value, (item, index) => jsonCopy(item, `${path}[${index}]`, depth - 1)),
        );
      }
      return objectCopy(value, path, depth);
    default:
      throw invalidAppend(`${path} is ${typeof value}, which JSON cannot carry.`, { path });
  }
};

/** A member's name, if both JSON and MongoDB's documents can carry it. */
export const memberName = (member: string, path: string): string => {
  if (!member.isWellFormed() || member.includes('\0')) {
    throw invalidAppend(`${path} has a member name with a lone surrogate or a NUL.`, { path });
  }
  if (member === '_bsontype') {
    throw invalidAppend(
      `${path} has a member _bsontype, which MongoDB's driver takes for a type of its own.`,
      { path },
    );
  }
  return member;
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
  if (Object.hasOwn(value, '$ref') && Object.hasOwn(value, '$id')) {
    throw invalidAppend(`${path} has both $ref and $id: MongoDB's driver reads it back as a reference.`, {
      path,
    });
  }
  // fromEntries defines members instead of assigning them, so that "__proto__" stays a plain member.
  return Object.freeze(
    Object.fromEntries(
      Object.entries(value).map(([member, item]) => [
        memberName(member, path),
        jsonCopy(item, `${path}.${member}`, depth - 1),
      ]),
    ),
  );
};
