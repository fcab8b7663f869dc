import type { QueryItem } from '@event-sourcing/event-store';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Attempt } from './attempt';

/** Whole numbers from 0 to below a bound, the same ones for the same seed. */
export type Random = (below: number) => number;

export const randomOf = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  return (below) => uniformInt(generator, 0, below - 1);
};

const TYPES = ['Opened', 'Paid', 'Moved', 'Closed', 'Noted'];
const HOT_TAGS = 6;
const COLD_TAGS = 5_000;

/** Appends of every shape: 1–4 events, with or without tags, and every form of condition. */
export const randomAttempt = (random: Random, commitId: string, head: number): Attempt => {
  const condition = random(10) < 8 ? randomCondition(random, head) : undefined;
  return {
    commitId,
    events: times(1 + random(4), () => ({ type: pick(random, TYPES), tags: randomTags(random, random(4)) })),
    ...(condition && { condition }),
  };
};

const randomCondition = (random: Random, head: number): Attempt['condition'] => {
  const failIfEventsMatch = { items: random(40) === 0 ? [] : times(1 + random(3), () => randomItem(random)) };
  const after = randomAfter(random, head);
  return after === undefined ? { failIfEventsMatch } : { failIfEventsMatch, after };
};

const randomAfter = (random: Random, head: number): number | undefined => {
  const kind = random(10);
  if (kind === 0) return undefined;
  if (kind === 1) return 0;
  // Anywhere, inside of commits and behind the window too; else what a decision would name.
  return kind < 4 ? random(head + 1) : head;
};

const randomItem = (random: Random): QueryItem => {
  const kind = random(8);
  if (kind === 0) return { types: times(1 + random(2), () => pick(random, TYPES)) };
  if (kind < 4)
    return { types: times(1 + random(2), () => pick(random, TYPES)), tags: randomTags(random, 1) };
  return { tags: randomTags(random, 1 + random(2)) };
};

const randomTags = (random: Random, count: number): string[] => [
  ...new Set(times(count, () => (random(4) === 0 ? `hot:${random(HOT_TAGS)}` : `cold:${random(COLD_TAGS)}`))),
];

const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);

const pick = (random: Random, items: readonly string[]): string => items[random(items.length)] ?? '';
