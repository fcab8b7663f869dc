/** Freezes plain objects and lists, all the way down: a fold that changes what it was given fails where it does it. */
export const frozen = <Value>(value: Value): Value => {
  freezeAll(value, new Set());
  return value;
};

const freezeAll = (value: unknown, seen: Set<unknown>): void => {
  if (!isPlain(value) || seen.has(value)) return;
  seen.add(value);
  for (const member of Object.values(Object.freeze(value))) freezeAll(member, seen);
};

/** Instances of classes may be meant to change within. */
const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
};
