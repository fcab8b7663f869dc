import { openProjection } from '@event-sourcing/event-store';
import { openInstance, type Place } from '../instance';
import { startChild } from '../processes/child';
import { differences } from '../replayed';
import { tallies } from '../tally';

export interface PauseOptions extends Place {
  readonly events: number;
  readonly rounds: number;
}

export interface PauseResult {
  readonly events: number;
  readonly rounds: number;
  readonly differences: readonly string[];
}

const LEASE_MS = 500;

/**
 * A process that projects is stopped (SIGSTOP) in the middle of it, past its lease; another one takes over; the first
 * goes on (SIGCONT) and is to change nothing.
 */
export const pauseProjector = async ({ events, rounds, ...place }: PauseOptions): Promise<PauseResult> => {
  const { store, subscriptions, close } = await openInstance(place);
  const runner = await openProjection(subscriptions, tallies);
  const found: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = (await runner.status()).position;
    const writer = startChild('writer', {
      ...place,
      writers: 4,
      events: Math.ceil(events / rounds),
      stallMs: 0,
      keys: 100,
    });
    const order = { ...place, leaseMs: LEASE_MS, maxEvents: 5 };
    const stopped = startChild('projector', order);
    // In the middle: it has begun, and there is more.
    while ((await runner.waitFor(from + 1, { timeoutMs: 1_000 })) <= from);
    stopped.signal('SIGSTOP');
    if ((await writer.exited) !== 0) throw new Error('A writer failed.');
    const next = startChild('projector', order);
    const head = await store.head();
    while ((await runner.waitFor(head, { timeoutMs: 1_000 })) < head);
    stopped.signal('SIGCONT');
    const { leases } = subscriptions.context;
    const holder = (await leases.holding('tallies@1'))?.holder;
    // It has woken up when it has tried: more events come, and only the new holder takes them.
    const more = startChild('writer', { ...place, writers: 1, events: 50, stallMs: 0, keys: 100 });
    await more.exited;
    const end = await store.head();
    while ((await runner.waitFor(end, { timeoutMs: 1_000 })) < end);
    if ((await leases.holding('tallies@1'))?.holder !== holder)
      found.push(`round ${round}: the lease has moved`);
    found.push(...(await differences(store, runner)));
    for (const child of [stopped, next]) {
      child.signal('SIGKILL');
      await child.exited;
    }
  }
  const result = { events: await store.head(), rounds, differences: found };
  await close();
  return result;
};
