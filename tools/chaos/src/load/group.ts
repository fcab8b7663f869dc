import type { Random } from '@event-sourcing/histories';
import type { Request } from '../evidence/call';

/** A few accounts and their owners, for a while: few calls enough that a checker can judge them all together. */
export interface Group {
  readonly name: string;
  readonly accounts: readonly string[];
  /** Messages that were sent, or tried to. */
  readonly messages: { readonly user: string; readonly message: string }[];
  calls: number;
}

const ACCOUNTS = 3;

export const newGroup = (name: string): Group => ({
  name,
  accounts: Array.from({ length: ACCOUNTS }, (_, index) => `${name}-${index + 1}`),
  messages: [],
  calls: 0,
});

const ownerOf = (account: string): string => `owner-of-${account}`;

/** What is known to whoever chooses a request. */
export interface Known {
  /** The last position of each log that a client was told. */
  readonly bank: number;
  readonly messages: number;
  /** Users whose streams are watched. */
  readonly watched: readonly string[];
}

type Choice = readonly [weight: number, request: (group: Group, random: Random, known: Known) => Request];

const account = ({ accounts }: Group, random: Random): string => random.pick(accounts) ?? '';
const user = (group: Group, random: Random, { watched }: Known): string =>
  (random.happens(0.3) ? random.pick(watched) : undefined) ?? ownerOf(account(group, random));
const opening = (name: string): Request => ({ kind: 'open', account: name, owner: ownerOf(name) });

const moved =
  (kind: 'deposit' | 'withdraw') =>
  (group: Group, random: Random): Request => ({
    ...{ kind, account: account(group, random), amount: random.between(1, 20_000) },
  });

const transfer = ({ accounts }: Group, random: Random): Request => {
  const from = random.pick(accounts) ?? '';
  const to = random.pick(accounts.filter((one) => one !== from)) ?? '';
  return { kind: 'transfer', from, to, amount: random.between(1, 15_000) };
};

const send = (group: Group, random: Random, known: Known): Request => {
  const sent = { user: user(group, random, known), message: `${group.name}-${group.calls}` };
  group.messages.push(sent);
  return { kind: 'send', ...sent, text: 'm'.repeat(random.between(1, 2_000)) };
};

const ofMessage =
  (kind: 'read' | 'delete') =>
  (group: Group, random: Random, known: Known): Request => {
    const message = random.pick(group.messages);
    return message ? { kind, ...message } : send(group, random, known);
  };

const CHOICES: readonly Choice[] = [
  [5, (group, random) => opening(account(group, random))],
  [22, moved('deposit')],
  [16, moved('withdraw')],
  [20, transfer],
  [3, (group, random) => ({ kind: 'close', account: account(group, random) })],
  [12, (group, random) => ({ kind: 'balance', account: account(group, random) })],
  [
    4,
    (group, random, { bank }) => ({
      ...{ kind: 'balance', account: account(group, random), position: random.between(0, bank) },
    }),
  ],
  [9, send],
  [4, ofMessage('read')],
  [2, ofMessage('delete')],
  [
    3,
    (group, random, known) => ({ kind: 'unread', user: user(group, random, known), after: known.messages }),
  ],
];

const ALL = CHOICES.reduce((sum, [weight]) => sum + weight, 0);

/** What a client of a group asks next. */
export const nextRequest = (group: Group, random: Random, known: Known): Request => {
  const unopened = group.accounts[group.calls];
  group.calls += 1;
  if (unopened !== undefined) return opening(unopened);
  let left = random.below(ALL);
  const chosen = CHOICES.find(([weight]) => (left -= weight) < 0);
  return chosen ? chosen[1](group, random, known) : opening(account(group, random));
};
