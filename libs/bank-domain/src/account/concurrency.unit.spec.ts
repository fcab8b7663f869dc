import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '@event-sourcing/domain-kernel';
import type { DecisionModel } from '@event-sourcing/event-store';
import fc from 'fast-check';
import { A, ANN, B, C, EUR, tx } from './bank.fixture';
import { BankLog } from './bank-log.fixture';
import { closeAccount, deposit, openAccount, transfer, withdraw } from './decisions';
import type { BankEvent } from './events';
import type { AccountId } from './ids';
import { account, accountToCredit, accountToDebit, accountToOpen } from './models';
import { evolveAccount, ABSENT, type AccountState } from './state';

const IDS = [A, B, C] as const;

interface Command {
  readonly kind: 'open' | 'deposit' | 'withdraw' | 'transfer' | 'close';
  readonly on: AccountId;
  readonly to: AccountId;
  readonly cents: number;
  /** How many events behind the head the state is that it is decided on. */
  readonly lag: number;
}

const commands = fc.array(
  fc.record<Command>({
    kind: fc.constantFrom(
      'open',
      'deposit',
      'deposit',
      'withdraw',
      'withdraw',
      'transfer',
      'transfer',
      'close',
    ),
    on: fc.constantFrom(...IDS),
    to: fc.constantFrom(...IDS),
    cents: fc.integer({ min: 1, max: 400 }),
    lag: fc.nat(6),
  }),
  { minLength: 20, maxLength: 60 },
);

type Model = DecisionModel<AccountState, BankEvent>;
interface Decision {
  readonly models: readonly Model[];
  readonly decide: (state: (model: Model) => AccountState) => readonly BankEvent[];
}

const decisionOf = ({ kind, on, to, cents }: Command): Decision => {
  const movement = { transactionId: tx('t'), amount: (cents / 100).toFixed(2), accountId: on };
  const one = (model: Model, decide: (state: AccountState) => readonly BankEvent[]): Decision => ({
    models: [model],
    decide: (state) => decide(state(model)),
  });
  switch (kind) {
    case 'open':
      return one(accountToOpen(on), (state) =>
        openAccount(state, { accountId: on, owner: ANN, currency: EUR }),
      );
    case 'deposit':
      return one(accountToCredit(on), (state) => deposit(state, movement));
    case 'withdraw':
      return one(accountToDebit(on), (state) => withdraw(state, movement));
    case 'close':
      return one(account(on), (state) => closeAccount(state, { accountId: on }));
    case 'transfer': {
      const [from, into] = [accountToDebit(on), accountToCredit(to)];
      return {
        models: [from, into],
        decide: (state) => transfer({ from: state(from), to: state(into) }, { ...movement, from: on, to }),
      };
    }
  }
};

/** Decides on a state that may be old, and once more at the head when the append was refused. */
const run = (log: BankLog, command: Command): void => {
  const { models, decide } = decisionOf(command);
  for (const after of [Math.max(0, log.head - command.lag), log.head]) {
    try {
      if (
        log.append(
          decide((model) => log.stateOf(model, after)),
          models,
          after,
        )
      )
        return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
};

const centsOf = (state: AccountState): bigint => (state.status === 'open' ? state.balance.minorUnits : 0n);

/** What the money in the bank must be, from the outside: what came in less what went out. */
const worth = (event: BankEvent): bigint => {
  if (event.type === 'MoneyDeposited') return BigInt(event.data.amount.replace('.', ''));
  return event.type === 'MoneyWithdrawn' ? -BigInt(event.data.amount.replace('.', '')) : 0n;
};

describe('commands decided on states of any age, in any order', () => {
  it('never overdraw an account, and never make or lose money', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const log = new BankLog();
        for (const id of IDS) run(log, { kind: 'open', on: id, to: id, cents: 1, lag: 0 });
        for (const command of sequence) run(log, command);

        let states: readonly AccountState[] = IDS.map(() => ABSENT);
        let expected = 0n;
        for (const event of log.all()) {
          states = states.map((state, index) => evolveAccount(IDS[index] ?? A)(state, event));
          expected += worth(event);
          const balances = states.map(centsOf);
          expect(balances.every((cents) => cents >= 0n)).toBe(true);
          expect(balances.reduce((sum, cents) => sum + cents, 0n)).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
