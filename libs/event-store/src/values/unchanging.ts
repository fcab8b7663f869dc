import { fixInPlace } from './fixed-collections';

/**
 * Makes a state a value that nobody can change, all the way down to what is one already: it is kept, and handed out to
 * every decision. Plain objects, lists, maps, sets and dates; instances of other classes are taken for values.
 */
export const unchanging = <State>(state: State): State => {
  fix(state);
  return state;
};

const fix = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (isPlain(value)) for (const member of Object.values(Object.freeze(value))) fix(member);
  else if (fixInPlace(value)) fixMembers(value);
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
};

const fixMembers = (value: object): void => {
  if (value instanceof Set) for (const member of value) fix(member);
  if (!(value instanceof Map)) return;
  for (const [key, member] of value) {
    fix(key);
    fix(member);
  }
};

/** Whether an error says that somebody tried to change what cannot be changed. */
export const isChangeRefused = (error: unknown): error is TypeError =>
  error instanceof TypeError &&
  /read only|not extensible|Cannot (delete|redefine|define|change)|fixed time/.test(error.message);
