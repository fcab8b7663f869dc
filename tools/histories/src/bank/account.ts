import type { RecordedEvent } from '@event-sourcing/event-store';

/** A bank account, as far as its rules look. */
export interface Account {
  readonly isOpen: boolean;
  readonly balance: number;
}

export const NO_ACCOUNT: Account = { isOpen: false, balance: 0 };

export const tagOf = (account: string): string => `account:${account}`;

/** What becomes of the account of a tag by an event that carries it. */
export const evolve = (
  tag: string,
  account: Account,
  { type, data }: Pick<RecordedEvent, 'type' | 'data'>,
): Account => {
  const amount = Number(data.amount);
  switch (type) {
    case 'Opened':
      return { ...account, isOpen: true };
    case 'Closed':
      return { ...account, isOpen: false };
    case 'Deposited':
      return { ...account, balance: account.balance + amount };
    case 'Withdrawn':
      return { ...account, balance: account.balance - amount };
    case 'Transferred':
      return { ...account, balance: account.balance + (data.from === tag ? -amount : amount) };
    default:
      return account;
  }
};
