import type { Query, RecordedEvent } from '@event-sourcing/event-store';
import { decisionModel } from '@event-sourcing/event-store/models';
import { accountClosed, accountOpened, bankEventTypes, type BankEvent } from './events';
import { accountTag, debitTag, type AccountId } from './ids';
import { accountSnapshot } from './snapshot';
import { ABSENT, evolveAccount, type AccountState } from './state';

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

/** An account to be opened: only another opening or closing stands in the way. */
export const accountToOpen = account.conflictingWith(lifecycleOf);

/** An account that money is put into: it must be open and stay so, nothing else matters. */
export const accountToCredit = account.conflictingWith(lifecycleOf);

/** An account that money is taken from: others that take from it matter; those that put into it do not. */
export const accountToDebit = account.conflictingWith((id) => ({
  items: [...lifecycleOf(id).items, { tags: [debitTag(id)] }],
}));
