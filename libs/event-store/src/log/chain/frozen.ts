/**
 * Freezes plain objects and lists, all the way down to what is frozen already. What the window holds is handed out, and
 * conditions are judged by it.
 */
export const frozen = <Value>(value: Value): Value => {
  if (isPlain(value) && !Object.isFrozen(value))
    for (const member of Object.values(Object.freeze(value))) frozen(member);
  return value;
};

/** What JSON can carry comes as nothing else; whatever else lies in a database may not bear to be frozen. */
const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
