import { userId } from '@event-sourcing/domain-kernel';
import type { JsonValue, Position, SnapshotForm } from '@event-sourcing/event-store';
import { z } from 'zod';
import { money, recordedCurrency } from '../money';
import { accountId } from './ids';
import type { AccountState } from './state';

const position = z.custom<Position>((value) => Number.isSafeInteger(value));

const snapshot = z.discriminatedUnion('status', [
  z.object({ status: z.literal('absent') }),
  z.object({
    status: z.literal('open'),
    accountId,
    owner: userId,
    currency: recordedCurrency,
    /** In minor units. */
    balance: z.string().transform(BigInt),
    openedAt: z.iso.datetime().transform((text) => new Date(text)),
    openedAtPosition: position,
    lastPosition: position,
  }),
]);

const decode = (json: JsonValue): AccountState => {
  const state = snapshot.parse(json);
  return state.status === 'open' ? { ...state, balance: money(state.balance, state.currency) } : state;
};

const encode = (state: AccountState): JsonValue =>
  state.status === 'open'
    ? { ...state, balance: String(state.balance.minorUnits), openedAt: state.openedAt.toISOString() }
    : { status: state.status };

/** How accounts with long histories are kept. Raise the version whenever the fold changes what it folds to. */
export const accountSnapshot: SnapshotForm<AccountState> = { version: 1, every: 50, encode, decode };
