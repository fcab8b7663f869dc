import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../evidence/evidence';
import type { RawCommit } from '../evidence/raw-log';
import { attemptAt, callOf, done, honest, logOf, withBank, withCall, withMessages } from './evidence.fixture';
import { checkers } from './judge';

const all = checkers(() => undefined);
const { bank, messages } = honest.later;

const check = async (name: string, evidence: Evidence): Promise<string> =>
  ((await all[name]?.(evidence)) ?? ['there is no such checker']).join('\n');

const refusal = { status: 422, code: 'insufficient-funds', body: {} };
const deposit = { kind: 'deposit', account: 'a', amount: 10_000 } as const;
const withdrawal = { kind: 'withdraw', account: 'a', amount: 500 } as const;
const balance = { kind: 'balance', account: 'a' } as const;

const changed = (log: readonly RawCommit[], index: number, change: Partial<RawCommit>): RawCommit[] =>
  log.map((commit, at) => (at === index ? { ...commit, ...change } : commit));
const eventOf = (type: string, data: object, tags: string[] = []) => [
  { type, version: 1, tags, data: { ...data } },
];
const money = { transactionId: 't', currency: 'EUR' };

describe('of an honest system', () => {
  it.each(Object.keys(all))(
    '%s',
    async (name) => {
      expect(await check(name, honest)).toBe('');
    },
    120_000,
  );
});

describe('a checker finds its own violation', () => {
  const planted: readonly (readonly [what: string, checker: string, evidence: Evidence, found: string])[] = [
    [
      'a system that stays broken',
      'all works again',
      { ...honest, troubles: ['bank-command-1 is not ready'] },
      'bank-command-1',
    ],
    [
      'an acknowledged command that is not there',
      'acknowledged is there once',
      withBank(bank.slice(0, 3)),
      'is not in the log',
    ],
    [
      'one that is there twice',
      'acknowledged is there once',
      withBank([...bank, ...bank.slice(2, 3)]),
      'is in the log 2 times',
    ],
    [
      'one at another place',
      'acknowledged is there once',
      withCall(callOf('deposit', deposit, 3, done(4))),
      'acknowledged at 4 and is at 3',
    ],
    [
      'one of another amount',
      'acknowledged is there once',
      withCall(callOf('deposit', { ...deposit, amount: 9_999 }, 3, done(3))),
      'is in the log as',
    ],
    [
      'a refused command that is there',
      'refused is absent',
      withCall(callOf('lost', withdrawal, 6, refusal)),
      'was refused, and is in the log at 5',
    ],
    [
      'one that comes later',
      'refused is absent',
      { ...withCall(callOf('lost', withdrawal, 6, refusal)), logs: { bank: bank.slice(0, 4), messages } },
      'at 5',
    ],
    [
      'one of which nothing was written',
      'refused is absent',
      withCall(callOf('lost', withdrawal, 6, { status: 503, code: 'try-again-later', body: {} })),
      'was unwritten, and is',
    ],
    [
      'an unknown command that is there twice',
      'unknown resolves and stays',
      withBank([...bank, ...bank.slice(4)]),
      'more than once',
    ],
    [
      'one that comes after all',
      'unknown resolves and stays',
      { ...honest, logs: { bank: bank.slice(0, 4), messages } },
      '0 times, and 1 times later',
    ],
    [
      'a commit that was seen and is gone',
      'what was seen stays',
      withBank(bank.slice(0, 4)),
      'commit-lost was seen',
    ],
    [
      'a commit that was seen and is another',
      'what was seen stays',
      withBank(changed(bank, 4, { hash: 'x' })),
      'commit-lost was seen',
    ],
    ['a gap', 'positions are 1 to N', withBank(bank.toSpliced(2, 1)), 'commit-transfer is at 4 instead of 3'],
    [
      'two at one position',
      'positions are 1 to N',
      withBank([...bank, ...bank.slice(4)]),
      'at 5 instead of 6',
    ],
    [
      'a time that runs backwards',
      'positions are 1 to N',
      withBank(changed(bank, 4, { recordedAt: new Date(3_999) })),
      'earlier',
    ],
    [
      'a commit that was changed',
      'the chain holds',
      withBank(
        changed(bank, 2, {
          events: eventOf('MoneyDeposited', { accountId: 'a', ...money, amount: '100.01' }),
        }),
      ),
      'commit-deposit',
    ],
    ['a commit that was taken out', 'the chain holds', withMessages(messages.toSpliced(1, 1)), 'commit-read'],
    [
      'an account below zero',
      'no account below zero',
      withBank(
        changed(bank, 4, {
          events: eventOf('MoneyWithdrawn', { accountId: 'a', ...money, amount: '60.01' }),
        }),
      ),
      'At 5 a has -1',
    ],
    [
      'an account that ends with money',
      'no account below zero',
      withBank(changed(bank, 4, { events: eventOf('AccountClosed', { accountId: 'b' }) })),
      'closed with 4000',
    ],
    [
      'money on no account',
      'no account below zero',
      withBank(
        changed(bank, 4, { events: eventOf('MoneyDeposited', { accountId: 'c', ...money, amount: '1.00' }) }),
      ),
      'not open',
    ],
    [
      'a transfer by half',
      'money is conserved',
      withBank(
        changed(bank, 3, {
          events: eventOf('MoneyTransferred', { from: 'a', to: 'b', ...money, amount: '40.00' }, [
            'account:a',
          ]),
        }),
      ),
      'At 4 accounts hold 6000, and 10000',
    ],
    [
      'two successes of one key',
      'one story for each key',
      withCall({
        ...callOf('deposit', deposit, 3),
        attempts: [attemptAt(3, 4, done(3)), attemptAt(5, 6, done(6))],
      }),
      'answered in 2 ways',
    ],
    [
      'a refusal after a success',
      'one story for each key',
      withCall({
        ...callOf('lost', withdrawal, 6),
        attempts: [attemptAt(6, 7, done(5)), attemptAt(8, 9, refusal)],
      }),
      'was refused after it had succeeded',
    ],
    [
      'a refused command that an earlier try, which had been answered, wrote after all',
      'refused is absent',
      withCall({
        ...callOf('lost', withdrawal, 6),
        attempts: [
          attemptAt(6, 7, { status: 503, code: 'outcome-unknown', body: {} }),
          attemptAt(8, 9, refusal),
        ],
      }),
      'was refused, and is in the log at 5',
    ],
    [
      'an answer that is a defect',
      'one story for each key',
      withCall(callOf('lost', withdrawal, 6, { status: 500, body: {} })),
      'was answered',
    ],
    [
      'a look that misses what was acknowledged',
      'linearizable',
      withCall(callOf('look', balance, 7, { status: 200, position: 3, body: { balance: '100.00' } })),
      'not linearizable',
    ],
    [
      'a refusal without a reason',
      'linearizable',
      withCall(callOf('too-much', { kind: 'withdraw', account: 'b', amount: 4_000 }, 5, refusal)),
      'not linearizable',
    ],
    [
      'a success that overdraws',
      'linearizable',
      withCall(
        callOf(
          'too-much',
          { kind: 'withdraw', account: 'b', amount: 4_001 },
          5,
          done(5, { balance: '-0.01' }),
        ),
      ),
      'not linearizable',
    ],
    [
      'a transfer that took too much',
      'linearizable',
      withCall(
        callOf(
          'transfer',
          { kind: 'transfer', from: 'a', to: 'b', amount: 4_000 },
          4,
          done(4, { fromBalance: '59.00' }),
        ),
      ),
      'not linearizable',
    ],
    [
      'a balance of another position',
      'reads equal a replay',
      withCall(
        callOf('past', { ...balance, position: 2 }, 8, {
          status: 200,
          position: 5,
          body: { balance: '100.00' },
        }),
      ),
      'a replay says 0',
    ],
    [
      'a count of another position',
      'reads equal a replay',
      withCall(
        callOf('unread', { kind: 'unread', user: 'ann' }, 11, {
          status: 200,
          position: 5,
          body: { unread: 1 },
        }),
      ),
      'a replay says 0',
    ],
    [
      'an answer before the position that was asked for',
      'reads equal a replay',
      withCall(
        callOf('unread', { kind: 'unread', user: 'ann', after: 5 }, 11, {
          status: 200,
          position: 4,
          body: { unread: 1 },
        }),
      ),
      'as of 4 already',
    ],
    [
      'a row that nobody folded',
      'read models equal a replay',
      { ...honest, models: { ...honest.models, accounts: honest.models.accounts.slice(1) } },
      'accounts a is undefined',
    ],
    [
      'a count that was folded twice',
      'read models equal a replay',
      {
        ...honest,
        models: {
          ...honest.models,
          mailboxes: [
            { _id: 'bob', unread: 2 },
            { _id: 'ann', unread: 0 },
          ],
        },
      },
      'mailboxes bob',
    ],
    [
      'a message that is still there',
      'read models equal a replay',
      { ...honest, models: { ...honest.models, messages: [...honest.models.messages, { _id: 'ann/n' }] } },
      'messages ann/n',
    ],
    [
      'a transfer of which nobody is told',
      'notices one to one',
      withMessages(messages.slice(1)),
      '0 notices for 1',
    ],
    [
      'a notice that comes twice',
      'notices one to one',
      withMessages([...messages, ...messages.slice(0, 1)]),
      '2 notices for 1',
    ],
    [
      'a notice of no transfer',
      'notices one to one',
      withMessages(logOf(['x', 'MessageSent', { userId: 'bob', messageId: 'n', text: 't', from: 'bank' }])),
      'of no transfer',
    ],
    [
      'an event that a stream left out',
      'streams tell each once',
      { ...honest, watched: honest.watched.map((one) => ({ ...one, told: one.told.slice(1) })) },
      '"3 read m" instead of "2 sent m"',
    ],
    [
      'an event that a stream told twice',
      'streams tell each once',
      {
        ...honest,
        watched: honest.watched.map((one) => ({ ...one, told: [...one.told, ...one.told.slice(3)] })),
      },
      'instead of "nothing"',
    ],
  ];

  it.each(planted)('%s', async (_, checker, evidence, found) => {
    expect(await check(checker, evidence)).toContain(found);
  });

  it('two notices in the wrong order', async () => {
    const transfers = [1, 2].map((cents) => [`t${cents}`, `0.0${cents}`] as const);
    const transferred = logOf(
      ['open-a', 'AccountOpened', { accountId: 'a', owner: 'ann', currency: 'EUR' }],
      ['open-b', 'AccountOpened', { accountId: 'b', owner: 'bob', currency: 'EUR' }],
      ...transfers.map(
        ([id, amount]) => [id, 'MoneyTransferred', { from: 'a', to: 'b', ...money, amount }] as const,
      ),
    );
    const told = logOf(
      ...transfers
        .map(
          ([id, amount]) =>
            [
              id,
              'MessageSent',
              {
                userId: 'bob',
                messageId: id,
                from: 'bank',
                text: `You received ${amount} EUR from account a`,
              },
            ] as const,
        )
        .toReversed(),
    );
    const later = { bank: transferred, messages: told };
    expect(await check('notices one to one', { ...honest, later })).toContain('2 notices for 2');
  });

  it('nothing where a refused command is written by an attempt that was still on its way', async () => {
    const attempts = [attemptAt(61, 62), attemptAt(63, 64, refusal)];
    const late = withCall({ ...callOf('lost', withdrawal, 6), attempts });
    expect(await check('refused is absent', late)).toBe('');
  });

  it('nothing where each answer to a question was true in its own time', async () => {
    const look = (from: number, to: number, text: string) =>
      attemptAt(from, to, { status: 200, position: 3, body: { balance: text } });
    const twice = (one: string, other: string) =>
      withCall({ ...callOf('look', balance, 3), attempts: [look(31, 39, one), look(38, 49, other)] });
    expect(await check('linearizable', twice('100.00', '60.00'))).toBe('');
    expect(await check('linearizable', twice('60.00', '100.00'))).toContain('not linearizable');
  });

  it('nothing where an unknown withdrawal has happened, or has not', async () => {
    const look = (text: string) =>
      withCall(callOf('look', balance, 7, { status: 200, position: 5, body: { balance: text } }));
    expect(await check('linearizable', look('60.00'))).toBe('');
    expect(await check('linearizable', look('55.00'))).toBe('');
    expect(await check('linearizable', look('54.00'))).toContain('not linearizable');
  });
});
