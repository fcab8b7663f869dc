import { userId } from '@event-sourcing/domain-kernel';
import { recorded } from '@event-sourcing/event-store/testing';
import { currency } from '../money';
import { accountOpened, moneyDeposited, moneyTransferred, moneyWithdrawn, type BankEvent } from './events';
import { accountId, transactionId, type AccountId } from './ids';
import { ABSENT, evolveAccount, type AccountState } from './state';

export const [A, B, C] = [accountId.parse('a'), accountId.parse('b'), accountId.parse('c')];
export const [ANN, BOB] = [userId.parse('ann'), userId.parse('bob')];
export const [EUR, JPY] = [currency.parse('EUR'), currency.parse('JPY')];
export const tx = (name: string) => transactionId.parse(name);

export const opened = (id: AccountId, owner = ANN, code = EUR) =>
  accountOpened({ accountId: id, owner, currency: code });

export const deposited = (id: AccountId, amount: string, code = EUR) =>
  moneyDeposited({ transactionId: tx('d'), accountId: id, amount, currency: code });

export const withdrawn = (id: AccountId, amount: string) =>
  moneyWithdrawn({ transactionId: tx('w'), accountId: id, amount, currency: EUR });

export const transferred = (from: AccountId, to: AccountId, amount: string) =>
  moneyTransferred({ transactionId: tx('t'), from, to, amount, currency: EUR });

/** The state of an account after a history. */
export const stateAfter = (id: AccountId, ...history: readonly BankEvent[]): AccountState =>
  recorded(history).reduce(evolveAccount(id), ABSENT);
