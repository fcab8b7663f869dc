import { createHash } from 'node:crypto';
import {
  account,
  accountToCredit,
  accountToDebit,
  settle,
  settleLate,
  type StandingOrderId,
  type StandingOrderState,
  transactionId,
} from '@event-sourcing/bank-domain';
import { isRefusal } from '@event-sourcing/domain-kernel';
import { type DueProcess, isEventStoreError } from '@event-sourcing/event-store';
import { BY_THE_BANK } from '../../identity';

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Pays a due date, or skips it when it could not be paid for too long.
 * @throws Refusal when it cannot be paid now; EventStoreError
 */
export const settleDueDate = async ({
  id,
  state,
  now,
  decide,
}: DueProcess<StandingOrderState, StandingOrderId>): Promise<void> => {
  if (state.status !== 'open') return;
  const { settled: number, from, to } = state;
  const name = digest('standing-order', id, String(number)).slice(0, 32);
  const settlement = { number, now, transactionId: transactionId.parse(name) };
  const metadata = { ...BY_THE_BANK, correlationId: `standing-order-${name}`, causationId: id };
  try {
    await decide(
      { from: accountToDebit(from), to: accountToCredit(to) },
      ({ process: order, ...accounts }) => settle({ order, ...accounts }, settlement),
      { metadata },
    );
  } catch (error) {
    if (!isRefusal(error) && !isEventStoreError(error, 'retries-exhausted')) throw error;
    await decide(
      { from: account(from), to: accountToCredit(to) },
      ({ process: order, ...accounts }) => settleLate({ order, ...accounts }, settlement),
      { metadata },
    );
  }
};
