import { fillStore } from '../fill/fill-store';
import { RawLog } from '../fill/raw-log';
import { perSecond } from '../measure/latencies';
import { measureVerify } from '../measure/measure-at';
import { measureRebuild } from '../measure/rebuild';
import type { Place } from '../place';
import type { ScaleRun } from '../scale-run';
import { withStore } from '../with-store';

/** Does on a short log, which is removed again, what a run does: how many seconds an event takes. */
export const findPace = async (place: Place, events: number): Promise<ScaleRun['pace']> => {
  const { signal } = place;
  const short = { from: 0, to: events, signal };
  const beside = ({ client, db }: Place['store']) => ({ client, db: client.db(`${db.databaseName}-short`) });
  const [home, rawHome] = [beside(place.store), beside(place.raw)];
  const raw = await RawLog.open(rawHome);
  try {
    return await withStore(home, async (store) => ({
      fill: 1 / (await perSecond(events, () => Promise.all([fillStore(store, short), raw.fill(short)]))),
      rebuild: 1 / (await measureRebuild(store, signal)),
      verify: 1 / (await measureVerify(home, events)),
    }));
  } finally {
    for (const { db } of [home, rawHome]) await db.dropDatabase();
  }
};
