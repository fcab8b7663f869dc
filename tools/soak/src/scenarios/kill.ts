import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openProjection } from '@event-sourcing/event-store';
import { openInstance, type Place } from '../instance';
import { type Child, startChild } from '../processes/child';
import { differences } from '../replayed';
import { tallies } from '../tally';

export interface KillOptions extends Place {
  readonly events: number;
  readonly kills: number;
}

export interface KillResult {
  readonly events: number;
  readonly kills: number;
  /** Kills at which the projection had got on since the one before. */
  readonly gotOn: number;
  /** Kills at which it had more to do. */
  readonly inTheMiddle: number;
  readonly differences: readonly string[];
}

/** Small batches, so that there is always one under way. */
const PROJECTOR = { leaseMs: 500, maxEvents: 20 };
/** From its start, or from when it has got on: while it takes over, or in the middle of its batches. */
const LONGEST_LIFE_MS = 600;
const LONGEST_WORK_MS = 80;

const startProjector = async (place: Place): Promise<Child> => {
  const running = Promise.withResolvers<undefined>();
  const child = startChild('projector', { ...place, ...PROJECTOR }, () => running.resolve(undefined));
  await Promise.race([running.promise, child.exited]);
  return child;
};

/** A projection is killed at random moments while it follows a log that grows; then compared with a fresh replay. */
export const kill = async ({ events, kills, ...place }: KillOptions): Promise<KillResult> => {
  const { store, subscriptions, close } = await openInstance(place);
  const runner = await openProjection(subscriptions, tallies);
  const perRound = Math.floor(events / kills);
  let written = 0;
  let gotOn = 0;
  let inTheMiddle = 0;
  let before = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    const share = killed === kills - 1 ? events - written : perRound;
    written += share;
    const writer = startChild('writer', { ...place, writers: 4, events: share, stallMs: 0, keys: 100 });
    const projector = await startProjector(place);
    if (randomInt(4) === 0) {
      await pause(randomInt(LONGEST_LIFE_MS));
    } else {
      await runner.waitFor(before + 1, { timeoutMs: 2_000 });
      await pause(randomInt(LONGEST_WORK_MS));
    }
    projector.signal('SIGKILL');
    await projector.exited;
    if ((await writer.exited) !== 0) throw new Error('A writer failed.');
    const { position } = await runner.status();
    if (position > before) gotOn += 1;
    if (position < (await store.head())) inTheMiddle += 1;
    before = position;
  }
  const last = await startProjector(place);
  const head = await store.head();
  while ((await runner.waitFor(head, { timeoutMs: 1_000 })) < head);
  last.signal('SIGKILL');
  await last.exited;
  const found = await differences(store, runner);
  await close();
  return { events: head, kills, gotOn, inTheMiddle, differences: found };
};
