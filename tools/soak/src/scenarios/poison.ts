import { setTimeout as pause } from 'node:timers/promises';
import { type EventData, openReaction, type Reaction } from '@event-sourcing/event-store';
import { openInstance, type Place, untilAt } from '../instance';

export interface PoisonOptions extends Place {
  /** Events of the keys that nothing is wrong with. */
  readonly events: number;
  /** Events of the poisoned key behind the one that fails. */
  readonly behind: number;
}

type Told = EventData<'Told', { readonly key: string; readonly count: number }>;

const KEYS = 50;
const PER_COMMIT = 25;
const POISONED = 'poisoned';

const told = (key: string, count: number): Told => ({
  type: 'Told',
  version: 1,
  tags: [`key:${key}`],
  data: { key, count },
});

/** One event cannot be told: its key is parked, all other keys go on; retried, the key goes on in order. */
export const poison = async ({ events, behind, ...place }: PoisonOptions) => {
  const { store, subscriptions, close } = await openInstance(place);
  const heard = new Map<string, number[]>();
  let isPoisonous = true;
  const reaction: Reaction<Told> = {
    name: 'tell',
    query: { items: [{ types: ['Told'] }] },
    startFrom: 'start',
    key: ({ data }) => data.key,
    react: async ({ data: { key, count } }) => {
      if (key === POISONED && count === 1 && isPoisonous) throw new Error('cannot be told');
      heard.set(key, [...(heard.get(key) ?? []), count]);
    },
    classify: () => 'park',
  };
  const runner = await openReaction(subscriptions, reaction);
  runner.start();

  const healthy = Array.from({ length: events }, (_, index) =>
    told(`key-${index % KEYS}`, Math.floor(index / KEYS) + 1),
  );
  const poisoned = Array.from({ length: behind + 1 }, (_, index) => told(POISONED, index + 1));
  await store.append({ events: poisoned.slice(0, 1) });
  const began = performance.now();
  const commits = Math.ceil(events / PER_COMMIT);
  const poisonedPerCommit = Math.ceil(behind / commits);
  for (let commit = 0; commit < commits; commit += 1) {
    const next = 1 + commit * poisonedPerCommit;
    await store.append({
      events: [
        ...healthy.slice(commit * PER_COMMIT, (commit + 1) * PER_COMMIT),
        ...poisoned.slice(next, next + poisonedPerCommit),
      ],
    });
  }
  const head = await store.head();
  await untilAt(runner, head);
  const secondsForOthers = Math.round((performance.now() - began) / 1_000);
  const meanwhile = [...heard.values()].reduce((sum, { length }) => sum + length, 0);
  const { parked } = await runner.status();
  const faults = heard.has(POISONED) ? ['The poisoned key went on.'] : [];

  isPoisonous = false;
  await runner.decideAboutParked(1, { action: 'retry', reason: 'it can be told now' });
  while ((await runner.status()).parked > 0 || (heard.get(POISONED)?.length ?? 0) < parked) await pause(50);
  await close();
  for (const [key, counts] of heard) {
    const outOfOrder = counts.findIndex((count, index) => count !== index + 1);
    if (outOfOrder >= 0) faults.push(`${key}: number ${outOfOrder + 1} was ${counts[outOfOrder] ?? 0}.`);
  }
  if (meanwhile !== events) faults.push(`${meanwhile} of ${events} events of other keys went through.`);
  return { meanwhile, parked, secondsForOthers, faults };
};
