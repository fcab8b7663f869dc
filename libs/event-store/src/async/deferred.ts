interface Settle<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

/** A promise, and what settles it from outside: `Promise.withResolvers`, which Node 20 lacks. */
export interface Deferred<Value> extends Settle<Value> {
  readonly promise: Promise<Value>;
}

/** Makes a promise that is settled from outside. */
export const deferred = <Value>(): Deferred<Value> => {
  let settle: Settle<Value> = { resolve: () => undefined, reject: () => undefined };
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
};
