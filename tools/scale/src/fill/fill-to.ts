import type { Place } from '../place';
import type { Measured } from '../scale-run';
import { withStore } from '../with-store';
import { fillStore } from './fill-store';
import type { RawLog } from './raw-log';

/** Told how far logs are filled; stopped when they are. */
export interface Filling {
  update(done: number): unknown;
  stop(): unknown;
}

/** @param events that are missing, of both logs together */
export type StartFilling = (events: number) => Filling;

/**
 * Fills both logs side by side up to a length, from where they are. What was measured by lies in them too, and does not
 * count: the n-th event that they are filled with is that much further on.
 * @param last what was measured last
 */
export const fillTo = (
  size: number,
  last: Measured | undefined,
  { place, raw, filling }: { readonly place: Place; readonly raw: RawLog; readonly filling: StartFilling },
): Promise<void> =>
  withStore(place.store, async (store) => {
    const filled = (head: number, measuredHead = 0): number => head - measuredHead + (last?.events ?? 0);
    const storeFrom = filled(await store.head(), last?.storeHead);
    const rawFrom = filled(raw.head, last?.rawHead);
    const bar = filling(size - storeFrom + size - rawFrom);
    let [storeDone, rawDone] = [0, 0];
    const stretch = { to: size, signal: place.signal };
    const both = [
      fillStore(store, {
        ...{ ...stretch, from: storeFrom },
        onProgress: (done) => void bar.update((storeDone = done - storeFrom) + rawDone),
      }),
      raw.fill({
        ...{ ...stretch, from: rawFrom },
        onProgress: (done) => void bar.update((rawDone = done - rawFrom) + storeDone),
      }),
    ];
    // Neither may be at work still when the other has failed and the store is closed.
    await Promise.allSettled(both).finally(() => bar.stop());
    await Promise.all(both);
  });
