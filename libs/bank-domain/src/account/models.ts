import type { Query, RecordedEvent } from '@event-sourcing/event-store';
import { decisionModel } from '@event-sourcing/event-store/models';
import {
  accountClosed,
  accountOpened,
  bankEventTypes,
  type AccountClosed,
  type AccountOpened,
  type BankEvent,
} from './events';
import { accountTag, debitTag, type AccountId } from './ids';
import { accountSnapshot } from './snapshot';
import { ABSENT, evolveAccount, type AccountLife, type AccountState } from './state';

const ACCOUNT_EVENTS = bankEventTypes.map(({ type }) => type);
const LIFECYCLE = [accountOpened.type, accountClosed.type];

/**
 * An account for decisions that anything about it can invalidate: closing it, which needs it empty, and
 * everything with a precondition on its version.
 */
export const account = decisionModel({
  name: 'account',
  query: (id: AccountId) => ({ items: [{ types: ACCOUNT_EVENTS, tags: [accountTag(id)] }] }),
  initial: ABSENT,
  evolve: (state, event: RecordedEvent<BankEvent>, id): AccountState => evolveAccount(id)(state, event),
  snapshot: accountSnapshot,
});

const lifecycleOf = (id: AccountId): Query => ({ items: [{ types: LIFECYCLE, tags: [accountTag(id)] }] });

/** Whether an account is open, and since where: what needs no more of it need not fold what has moved on it. */
export const accountLife = decisionModel({
  name: 'account-life',
  query: lifecycleOf,
  initial: { status: 'absent' },
  evolve: (_: AccountLife, event: RecordedEvent<AccountOpened | AccountClosed>): AccountLife =>
    event.type === 'AccountOpened'
      ? { status: 'open', openedAtPosition: event.position }
      : { status: 'absent' },
});

/** An account to be opened: only another opening or closing stands in the way. */
export const accountToOpen = account.conflictingWith(lifecycleOf);

/** An account that money is put into: it must be open and stay so, nothing else matters. */
export const accountToCredit = account.conflictingWith(lifecycleOf);

/** An account that money is taken from: others that take from it matter; those that put into it do not. */
export const accountToDebit = account.conflictingWith((id) => ({
  items: [...lifecycleOf(id).items, { tags: [debitTag(id)] }],
}));
