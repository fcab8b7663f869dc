import {
  accountOpened,
  recordedCurrency,
  type AccountOpened,
  type MoneyDeposited,
} from '@event-sourcing/bank-domain';
import { deposit } from '@event-sourcing/bench';
import { userId } from '@event-sourcing/domain-kernel';
import { accountOf, fillingAt } from '../entities';

const EUR = recordedCurrency.parse('EUR');
const OWNER = userId.parse('holder');

/** The n-th event of a log, counted from 0: an account is opened, or money is put into one. */
export const eventAt = (n: number): AccountOpened | MoneyDeposited => {
  const { entity, isFirst } = fillingAt(n);
  const account = accountOf(entity);
  return isFirst
    ? accountOpened({ accountId: account, owner: OWNER, currency: EUR })
    : deposit(account, 100 + (n % 9_900));
};
