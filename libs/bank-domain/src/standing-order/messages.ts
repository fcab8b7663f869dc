import type { StandingOrderEnded, StandingOrderSkipped } from './events';

/** What the owner of a standing order is told when a due date is skipped. */
export const skippedText = ({ amount, currency, from, to, dueAt }: StandingOrderSkipped['data']): string =>
  `Your standing order of ${amount} ${currency} from account ${from} to account ${to}, due ${dueAt}, ` +
  'could not be paid for three days and is skipped';

/** What the owner of a standing order is told when it ends; nothing when they know. */
export const endedText = ({
  amount,
  currency,
  from,
  to,
  reason,
  closed,
}: StandingOrderEnded['data']): string | undefined =>
  reason === 'account-closed'
    ? `Your standing order of ${amount} ${currency} from account ${from} to account ${to} has ended: ` +
      `account ${closed ?? to} was closed`
    : undefined;
