import type { Bench } from './bench';

/**
 * Something that several rows use: made when it is first asked for in a benchmark, ended with it.
 * @param begin makes it; what it gives to `atEnd` of the benchmark ends it
 */
export const oncePerBench = <Thing>(
  begin: (bench: Bench) => Promise<Thing>,
): ((bench: Bench) => Promise<Thing>) => {
  const begun = new WeakMap<Bench, Promise<Thing>>();
  return (bench) => {
    const thing = begun.get(bench) ?? begin(bench);
    begun.set(bench, thing);
    return thing;
  };
};
