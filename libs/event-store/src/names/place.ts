const places = new WeakMap<object, string>();

/** Where a function of the library was called: the first line of the stack that is the caller's. */
export const callerOf = (called: (...parameters: never[]) => unknown): string => {
  const trace: { stack?: string } = {};
  Error.captureStackTrace(trace, called);
  return trace.stack?.split('\n').at(1)?.trim() ?? 'an unknown place';
};

/** Keeps where something was declared, unless that is known. */
export const declaredAt = <Declared extends object>(declared: Declared, place: string): Declared => {
  if (!places.has(declared)) places.set(declared, place);
  return declared;
};

/** Where something was declared, if that was kept. */
export const placeOf = (declared: object): string | undefined => places.get(declared);
