const refuse = (): never => {
  throw new TypeError('Cannot change what belongs to a state. Change a copy.');
};

class FixedMap extends Map<unknown, unknown> {}
class FixedSet extends Set<unknown> {}
class FixedDate extends Date {}

const isChanging = (member: string): boolean =>
  ['add', 'delete', 'clear'].includes(member) || member.startsWith('set');

for (const [from, to] of [
  [Map.prototype, FixedMap.prototype],
  [Set.prototype, FixedSet.prototype],
  [Date.prototype, FixedDate.prototype],
] as const) {
  for (const member of Object.getOwnPropertyNames(from).filter(isChanging)) {
    Object.defineProperty(to, member, { value: refuse });
  }
}

const FIXED = new Map<unknown, object>([
  [Map.prototype, FixedMap.prototype],
  [Set.prototype, FixedSet.prototype],
  [Date.prototype, FixedDate.prototype],
]);

/**
 * Takes the methods from a Map, a Set or a Date that change it; freezing alone leaves what they hold to be changed.
 * @returns whether it was such a one
 */
export const fixInPlace = (value: object): boolean => {
  const prototype = FIXED.get(Object.getPrototypeOf(value));
  if (!prototype) return false;
  Object.setPrototypeOf(value, prototype);
  Object.freeze(value);
  return true;
};
