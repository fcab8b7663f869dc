import {
  type AccountClosed,
  accountClosed,
  type AccountId,
  type AccountOpened,
  accountOpened,
  type Currency,
} from '@event-sourcing/bank-domain';
import type { UserId } from '@event-sourcing/domain-kernel';
import { defineProjection, readModel } from '@event-sourcing/event-store';

/** An open account as it is listed. */
export interface AccountRow {
  readonly accountId: AccountId;
  readonly owner: UserId;
  readonly currency: Currency;
  readonly openedAt: Date;
  /** Orders the list. */
  readonly openedAtPosition: number;
}

/** The accounts that are open, by their id. */
export const accountsProjection = defineProjection({
  name: 'accounts',
  version: 1,
  query: { items: [{ types: [accountOpened.type, accountClosed.type] }] },
  models: {
    accounts: readModel<AccountRow, AccountOpened | AccountClosed>({
      keys: ({ data }) => [data.accountId],
      evolve: (row, event) => {
        if (event.type === 'AccountClosed') return undefined;
        const { data, recordedAt: openedAt, position: openedAtPosition } = event;
        return row ?? { ...data, openedAt, openedAtPosition };
      },
      indexes: [{ key: { openedAtPosition: 1 } }, { key: { owner: 1, openedAtPosition: 1 } }],
    }),
  },
});
