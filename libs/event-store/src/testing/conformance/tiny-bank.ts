import type { DecideOptions } from '../../decisions';
import { decisionModel } from '../../models';
import type { EventStore } from '../../event-store';
import type { EventData, RecordedEvent } from '../../contract';

/** What happens to an account. */
export type Moved = EventData<'Deposited' | 'Withdrawn', { readonly amount: number }>;

/** The smallest domain with a rule worth breaking: an account that must not be overdrawn. */
export const account = decisionModel({
  name: 'conformance-balance',
  query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
  initial: 0,
  evolve: (balance, { type, data }: RecordedEvent<Moved>) =>
    type === 'Deposited' ? balance + data.amount : balance - data.amount,
  conflictsWith: (id) => ({ items: [{ types: ['Withdrawn'], tags: [`account:${id}`] }] }),
});

export const deposit = (store: EventStore, id: string, amount: number) =>
  store.decide({}, () => [{ type: 'Deposited', version: 1, tags: [`account:${id}`], data: { amount } }]);

export const withdraw = (store: EventStore, id: string, amount: number, options?: DecideOptions) =>
  store.decide(
    { account: account(id) },
    ({ account: balance }) => {
      if (balance < amount) throw new Error('insufficient funds');
      return [{ type: 'Withdrawn', version: 1, tags: [`account:${id}`], data: { amount } }];
    },
    options,
  );

export const balanceOf = async (store: EventStore, id: string): Promise<number> =>
  (await store.stateOf(account(id))).state;
