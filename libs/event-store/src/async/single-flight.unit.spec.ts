import { describe, expect, it } from '@jest/globals';
import { SingleFlight } from './single-flight';
import { deferred, type Deferred } from './deferred';

/** Runs that end when they are told to. */
const runs = () => {
  const begun: Deferred<undefined>[] = [];
  const shared = new SingleFlight(() => {
    const run = deferred<undefined>();
    begun.push(run);
    return run.promise;
  });
  const untilBegun = async (count: number): Promise<void> => {
    while (begun.length < count) await new Promise(setImmediate);
  };
  return { shared, begun, untilBegun };
};

describe('a shared run', () => {
  it('is one for all calls of one turn of the event loop', async () => {
    const { shared, begun, untilBegun } = runs();
    const calls = [shared.run(), Promise.resolve().then(() => shared.run()), shared.run()];

    await untilBegun(1);
    begun[0]?.resolve(undefined);
    await Promise.all(calls);

    expect(begun).toHaveLength(1);
  });

  it('is not the one that had begun before the call', async () => {
    const { shared, begun, untilBegun } = runs();
    const first = shared.run();
    await untilBegun(1);
    const late = [shared.run(), shared.run()];
    begun[0]?.resolve(undefined);
    await first;

    await untilBegun(2);
    begun[1]?.resolve(undefined);
    await Promise.all(late);

    expect(begun).toHaveLength(2);
  });

  it('fails for those who shared it, and for nobody after them', async () => {
    const { shared, begun, untilBegun } = runs();
    const failing = shared.run();
    await untilBegun(1);
    const next = shared.run();
    begun[0]?.reject(new Error('away'));

    await expect(failing).rejects.toThrow('away');
    await untilBegun(2);
    begun[1]?.resolve(undefined);

    await expect(next).resolves.toBeUndefined();
  });
});
