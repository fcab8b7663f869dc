import {
  type DecisionModel,
  decisionModel,
  type RecordedEvent,
  type SnapshotForm,
} from '@event-sourcing/event-store';
import { type Account, evolve, NO_ACCOUNT, tagOf } from './account';
import type { DecidedCommand } from './command';

/** Taken so often that most cold starts begin with one. */
const snapshot: SnapshotForm<Account> = {
  version: 1,
  every: 7,
  // What is not open is empty.
  encode: ({ isOpen, balance }) => (isOpen ? balance : null),
  decode: (kept) => (kept === null ? NO_ACCOUNT : { isOpen: true, balance: Number(kept) }),
};

type AccountModel = DecisionModel<Account>;

const fold = {
  initial: NO_ACCOUNT,
  evolve: (state: Account, event: RecordedEvent, account: string) => evolve(tagOf(account), state, event),
  snapshot,
};

/** Whether it is open, and nothing of its balance. */
const standing = decisionModel({
  ...fold,
  name: 'standing',
  query: (account: string) => ({ items: [{ types: ['Opened', 'Closed'], tags: [tagOf(account)] }] }),
});

/** All of it: anything makes void what is decided on it. */
export const whole = decisionModel({
  ...fold,
  name: 'whole',
  query: (account: string) => ({ items: [{ tags: [tagOf(account)] }] }),
});

/** What is on it: deposits do not make void what is decided on it. */
const funds = decisionModel({
  ...fold,
  name: 'funds',
  query: (account: string) => ({ items: [{ tags: [tagOf(account)] }] }),
  conflictsWith: (account) => ({
    items: [{ types: ['Withdrawn', 'Transferred', 'Closed'], tags: [tagOf(account)] }],
  }),
});

/** What a command is decided on: `account`, and `to` where there is a second one. */
export const modelsOf = (command: DecidedCommand): Readonly<Record<string, AccountModel>> => {
  switch (command.kind) {
    case 'open':
    case 'deposit':
      return { account: standing(command.account) };
    case 'withdraw':
      return { account: funds(command.account) };
    case 'transfer':
      return { account: funds(command.account), to: standing(command.to) };
    case 'close':
      return { account: whole(command.account) };
  }
};
