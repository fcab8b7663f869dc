import type { Answer, Attempt, Call, Request } from '../evidence/call';
import type { Evidence } from '../evidence/evidence';
import type { RawCommit, RawEvent } from '../evidence/raw-log';
import { hashAfter, NOTHING_BEFORE } from './chain';

/** Commits of one event each, chained; `id` is the correlation id of the call that wrote it. */
export const logOf = (
  ...written: readonly (readonly [id: string, type: string, data: RawEvent['data'], tags?: string[]])[]
): RawCommit[] => {
  const log: RawCommit[] = [];
  for (const [index, [id, type, data, tags = []]] of written.entries()) {
    const commit = {
      ...{ _id: `commit-${id}`, position: index + 1, recordedAt: new Date(1_000 * (index + 1)) },
      ...{ events: [{ type, version: 1, tags, data }], metadata: { correlationId: id } },
    };
    log.push({ ...commit, hash: hashAfter(log.at(-1)?.hash ?? NOTHING_BEFORE, commit) });
  }
  return log;
};

const money = (amount: string) => ({ transactionId: 't', amount, currency: 'EUR' });

/** An account is opened, and another; 100 comes in, 40 goes over, and 5 leaves, of which nobody was told. */
const bank = logOf(
  ['open-a', 'AccountOpened', { accountId: 'a', owner: 'ann', currency: 'EUR' }, ['account:a']],
  ['open-b', 'AccountOpened', { accountId: 'b', owner: 'bob', currency: 'EUR' }, ['account:b']],
  ['deposit', 'MoneyDeposited', { accountId: 'a', ...money('100.00') }, ['account:a']],
  ['transfer', 'MoneyTransferred', { from: 'a', to: 'b', ...money('40.00') }, ['account:a', 'account:b']],
  ['lost', 'MoneyWithdrawn', { accountId: 'a', ...money('5.00') }, ['account:a', 'debit:a']],
);

const text = 'You received 40.00 EUR from account a';

/** Bob is told of the transfer, and ann has one message that she has read, and one that is deleted. */
const messages = logOf(
  ['transfer', 'MessageSent', { userId: 'bob', messageId: 'notice', text, from: 'bank' }],
  ['send', 'MessageSent', { userId: 'ann', messageId: 'm', text: 'hello' }],
  ['read', 'MessageRead', { userId: 'ann', messageId: 'm' }],
  ['send-2', 'MessageSent', { userId: 'ann', messageId: 'n', text: 'bye' }],
  ['delete-2', 'MessageDeleted', { userId: 'ann', messageId: 'n', wasRead: false }],
);

/** The answer of a success. */
export const done = (position: number, body?: unknown): Answer => ({
  status: 201,
  position,
  body,
});

/** An attempt between two moments; without an answer nobody knows what came of it. */
export const attemptAt = (began: number, ended: number, answer?: Answer): Attempt => ({
  ...{ instance: 'bank-command-1', began },
  ...(answer && { ended, answer }),
});

/** A call of one attempt, from one moment to the next. */
export const callOf = (id: string, request: Request, at: number, answer?: Answer): Call => ({
  ...{ id, client: 1, group: 'group', request },
  attempts: [attemptAt(at * 10, at * 10 + 5, answer)],
});

const insufficient: Answer = { status: 422, code: 'insufficient-funds', body: {} };

const calls: readonly Call[] = [
  callOf('open-a', { kind: 'open', account: 'a', owner: 'ann' }, 1, done(1, { balance: '0.00' })),
  callOf('open-b', { kind: 'open', account: 'b', owner: 'bob' }, 2, done(2)),
  callOf('deposit', { kind: 'deposit', account: 'a', amount: 10_000 }, 3, done(3, { balance: '100.00' })),
  callOf(
    'transfer',
    { kind: 'transfer', from: 'a', to: 'b', amount: 4_000 },
    4,
    done(4, { fromBalance: '60.00' }),
  ),
  callOf('too-much', { kind: 'withdraw', account: 'b', amount: 4_001 }, 5, insufficient),
  callOf('lost', { kind: 'withdraw', account: 'a', amount: 500 }, 6),
  callOf('look', { kind: 'balance', account: 'a' }, 7, {
    status: 200,
    position: 5,
    body: { balance: '55.00' },
  }),
  callOf('past', { kind: 'balance', account: 'a', position: 3 }, 8, {
    status: 200,
    position: 5,
    body: { balance: '100.00' },
  }),
  callOf('send', { kind: 'send', user: 'ann', message: 'm', text: 'hello' }, 9, done(2)),
  callOf('read', { kind: 'read', user: 'ann', message: 'm' }, 10, done(3)),
  callOf('unread', { kind: 'unread', user: 'ann', after: 4 }, 11, {
    status: 200,
    position: 4,
    body: { unread: 1 },
  }),
];

const at = (log: readonly RawCommit[], position: number): Date =>
  log[position - 1]?.recordedAt ?? new Date(0);

/** What an honest system leaves. */
export const honest: Evidence = {
  calls,
  logs: { bank, messages },
  later: { bank, messages },
  witnessed: bank.map(({ _id: id, position, hash }) => ({ log: 'bank', id, position, hash })),
  watched: [
    {
      ...{ user: 'ann', from: 1 },
      told: [
        { position: 2, event: 'sent', message: 'm' },
        { position: 3, event: 'read', message: 'm' },
        { position: 4, event: 'sent', message: 'n' },
        { position: 5, event: 'deleted', message: 'n' },
      ],
    },
  ],
  troubles: [],
  models: {
    accounts: [
      { _id: 'a', accountId: 'a', owner: 'ann', openedAtPosition: 1, openedAt: at(bank, 1) },
      { _id: 'b', accountId: 'b', owner: 'bob', openedAtPosition: 2, openedAt: at(bank, 2) },
    ],
    messages: [
      {
        ...{ _id: 'bob/notice', userId: 'bob', messageId: 'notice', text, from: 'bank' },
        ...{ sentAt: at(messages, 1), sentPosition: 1, read: false },
      },
      {
        ...{ _id: 'ann/m', userId: 'ann', messageId: 'm', text: 'hello' },
        ...{ sentAt: at(messages, 2), sentPosition: 2, read: true, readAt: at(messages, 3) },
      },
    ],
    mailboxes: [
      { _id: 'bob', unread: 1 },
      { _id: 'ann', unread: 0 },
    ],
  },
};

/** The same with another log of the bank, then and later. */
export const withBank = (changed: readonly RawCommit[]): Evidence => ({
  ...honest,
  logs: { bank: changed, messages },
  later: { bank: changed, messages },
});

/** The same with another log of the messages, then and later. */
export const withMessages = (changed: readonly RawCommit[]): Evidence => ({
  ...honest,
  logs: { bank, messages: changed },
  later: { bank, messages: changed },
});

/** The same with another call in place of the one of its id, or beside the others. */
export const withCall = (changed: Call): Evidence => ({
  ...honest,
  calls: [...calls.filter(({ id }) => id !== changed.id), changed],
});
