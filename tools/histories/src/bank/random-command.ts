import type { QueryItem } from '@event-sourcing/event-store';
import type { Random } from '../random';
import { tagOf } from './account';
import type { Command } from './command';

const MARKS = ['a', 'b', 'c', 'd', 'e', 'f'];
const TYPES = ['Opened', 'Deposited', 'Withdrawn', 'Transferred', 'Closed', 'Marked'];

/** @param head a position that the log has reached */
export const randomCommand = (random: Random, accounts: readonly string[], head: number): Command => {
  const account = random.pick(accounts) ?? '';
  const amount = random.between(1, 60);
  const kind = random.below(100);
  if (kind < 12) return { kind: 'open', account };
  if (kind < 40) return { kind: 'deposit', account, amount };
  if (kind < 70) return { kind: 'withdraw', account, amount };
  if (kind < 85) {
    const to = random.pick(accounts.filter((one) => one !== account)) ?? account;
    return to === account ? { kind: 'close', account } : { kind: 'transfer', account, to, amount };
  }
  if (kind < 88) return { kind: 'close', account };
  const marks = Array.from({ length: random.between(1, 3) }, () => random.pick(MARKS) ?? '');
  if (random.happens(0.2)) return { kind: 'mark', marks };
  const items = Array.from({ length: random.between(1, 2) }, () => randomItem(random, accounts));
  // Mostly what a decision would name, sometimes anywhere: inside of commits, and behind every window.
  const after = random.happens(0.6) ? head : random.below(head + 1);
  return { kind: 'mark', marks, unless: { query: { items: random.happens(0.05) ? [] : items }, after } };
};

const randomItem = (random: Random, accounts: readonly string[]): QueryItem => {
  const tag = random.happens(0.7) ? `mark:${random.pick(MARKS) ?? ''}` : tagOf(random.pick(accounts) ?? '');
  if (random.happens(0.1)) return { types: [random.pick(TYPES) ?? ''] };
  return random.happens(0.3) ? { tags: [tag], types: [random.pick(TYPES) ?? ''] } : { tags: [tag] };
};
