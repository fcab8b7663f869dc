import type { DecideOptions, DecisionModel } from '../../decisions';
import type { EventStore } from '../../event-store';
import type { EventData } from '../../contract';

type Moved = EventData<'Deposited' | 'Withdrawn', { readonly amount: number }>;

/** The smallest domain with a rule worth breaking: an account that must not be overdrawn. */
export const account = (id: string): DecisionModel<number, Moved> => ({
  name: 'balance',
  query: { items: [{ tags: [`account:${id}`] }] },
  initial: 0,
  evolve: (balance, { type, data }) => (type === 'Deposited' ? balance + data.amount : balance - data.amount),
  conflictsWith: { items: [{ types: ['Withdrawn'], tags: [`account:${id}`] }] },
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
