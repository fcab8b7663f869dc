import type { MoneyTransferred } from './events';

/** What the receiver of a transfer is told. */
export const noticeText = ({
  amount,
  currency,
  from,
}: Pick<MoneyTransferred['data'], 'amount' | 'currency' | 'from'>): string =>
  `You received ${amount} ${currency} from account ${from}`;
