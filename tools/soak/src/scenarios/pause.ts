import { openProjection } from '@event-sourcing/event-store';
import { openInstance, type Place, untilAt } from '../instance';
import { startProjector, startWriter, untilWritten } from '../processes/orders';
import { differences } from '../replayed';
import { tallies } from '../tally';

export interface PauseOptions extends Place {
  readonly events: number;
  readonly rounds: number;
}

const LEASE_MS = 500;

/**
 * A process that projects is stopped (SIGSTOP) in the middle of it, past its lease; another one takes over; the first
 * goes on (SIGCONT) and is to change nothing.
 */
export const pauseProjector = async ({ events, rounds, ...place }: PauseOptions) => {
  const { store, subscriptions, close } = await openInstance(place);
  const runner = await openProjection(subscriptions, tallies);
  const found: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = (await runner.status()).position;
    const writer = startWriter({ ...place, writers: 4, events: Math.ceil(events / rounds) });
    const order = { ...place, leaseMs: LEASE_MS, maxEvents: 5 };
    const stopped = startProjector(order);
    // In the middle: it has begun, and there is more.
    await untilAt(runner, from + 1);
    stopped.signal('SIGSTOP');
    await untilWritten(writer);
    const next = startProjector(order);
    const head = await store.head();
    await untilAt(runner, head);
    stopped.signal('SIGCONT');
    const { leases } = subscriptions.context;
    const holder = (await leases.holding('tallies@1'))?.holder;
    // It has woken up when it has tried: more events come, and only the new holder takes them.
    await untilWritten(startWriter({ ...place, writers: 1, events: 50 }));
    const end = await store.head();
    await untilAt(runner, end);
    if ((await leases.holding('tallies@1'))?.holder !== holder)
      found.push(`round ${round}: the lease has moved`);
    found.push(...(await differences(store, runner)));
    for (const child of [stopped, next]) await child.stop('SIGKILL');
  }
  const result = { events: await store.head(), rounds, differences: found };
  await close();
  return result;
};
