import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openProjection } from '@event-sourcing/event-store';
import { openInstance, type Place, untilAt } from '../instance';
import { startProjector, startWriter, untilWritten } from '../processes/orders';
import { differences } from '../replayed';
import { tallies } from '../tally';

export interface KillOptions extends Place {
  readonly events: number;
  readonly kills: number;
}

/** Small batches, so that there is always one under way. */
const PROJECTOR = { leaseMs: 500, maxEvents: 20 };
/** From its start, or from when it has got on: while it takes over, or in the middle of its batches. */
const MAX_UPTIME_MS = 600;
const MAX_WORK_MS = 80;

/** A projection is killed at random moments while it follows a log that grows; then compared with a fresh replay. */
export const kill = async ({ events, kills, ...place }: KillOptions) => {
  const { store, subscriptions, close } = await openInstance(place);
  const runner = await openProjection(subscriptions, tallies);
  const perRound = Math.floor(events / kills);
  let written = 0;
  // Kills at which the projection had got on since the one before, and at which it had more to do.
  let [gotOn, inTheMiddle] = [0, 0];
  let before = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    const share = killed === kills - 1 ? events - written : perRound;
    written += share;
    const writer = startWriter({ ...place, writers: 4, events: share });
    const projector = startProjector({ ...place, ...PROJECTOR });
    await projector.answer();
    if (randomInt(4) === 0) {
      await pause(randomInt(MAX_UPTIME_MS));
    } else {
      await runner.tryWaitFor(before + 1, { timeoutMs: 2_000 });
      await pause(randomInt(MAX_WORK_MS));
    }
    await projector.stop('SIGKILL');
    await untilWritten(writer);
    const { position } = await runner.status();
    if (position > before) gotOn += 1;
    if (position < (await store.head())) inTheMiddle += 1;
    before = position;
  }
  const last = startProjector({ ...place, ...PROJECTOR });
  const head = await store.head();
  await untilAt(runner, head);
  await last.stop('SIGKILL');
  const found = await differences(store, runner);
  await close();
  return { events: head, kills, gotOn, inTheMiddle, differences: found };
};
