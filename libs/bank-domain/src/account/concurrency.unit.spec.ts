import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '@event-sourcing/domain-kernel';
import {
  isEventStoreError,
  toPosition,
  type DecisionModel,
  type EventStore,
  type RecordedEvent,
} from '@event-sourcing/event-store';
import { memoryStore } from '@event-sourcing/event-store/testing';
import fc from 'fast-check';
import { A, ANN, B, C, EUR, tx } from './bank.fixture';
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
const run = async (store: EventStore, command: Command): Promise<void> => {
  const { models, decide } = decisionOf(command);
  const head = await store.head();
  for (const after of [toPosition(Math.max(0, head - command.lag)), head]) {
    const states = new Map<Model, AccountState>();
    for (const model of models) states.set(model, (await store.stateAt(model, after)).state);
    try {
      const events = decide((model) => states.get(model) ?? ABSENT);
      const items = models.flatMap(({ query, conflictsWith = query }) => conflictsWith.items);
      await store.append({ events, condition: { failIfEventsMatch: { items }, after } });
      return;
    } catch (error) {
      if (!isRefusal(error) && !isEventStoreError(error, 'append-condition-failed')) throw error;
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
  it('never overdraw an account, and never make or lose money', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const store = await memoryStore();
        for (const id of IDS) await run(store, { kind: 'open', on: id, to: id, cents: 1, lag: 0 });
        for (const command of sequence) await run(store, command);

        let states: readonly AccountState[] = IDS.map(() => ABSENT);
        let expected = 0n;
        for await (const event of store.read() as AsyncIterable<RecordedEvent<BankEvent>>) {
          states = states.map((state, index) => evolveAccount(IDS[index] ?? A)(state, event));
          expected += worth(event);
          const balances = states.map(centsOf);
          expect(balances.every((cents) => cents >= 0n)).toBe(true);
          expect(balances.reduce((sum, cents) => sum + cents, 0n)).toBe(expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});
