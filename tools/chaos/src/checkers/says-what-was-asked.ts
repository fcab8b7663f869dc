import { type Call } from '../evidence/call';
import type { RawEvent } from '../evidence/raw-log';

const cents = (amount: unknown): number => Math.round(Number(amount) * 100);

/** Whether an event is what a command asked for. */
export const saysWhatWasAsked = ({ type, data }: RawEvent, { request }: Call): boolean => {
  switch (request.kind) {
    case 'open':
      return type === 'AccountOpened' && data.accountId === request.account && data.owner === request.owner;
    case 'close':
      return type === 'AccountClosed' && data.accountId === request.account;
    case 'deposit':
    case 'withdraw':
      return (
        type === (request.kind === 'deposit' ? 'MoneyDeposited' : 'MoneyWithdrawn') &&
        data.accountId === request.account &&
        cents(data.amount) === request.amount
      );
    case 'transfer':
      return (
        type === 'MoneyTransferred' &&
        data.from === request.from &&
        data.to === request.to &&
        cents(data.amount) === request.amount
      );
    case 'send':
      return type === 'MessageSent' && data.messageId === request.message && data.text === request.text;
    case 'read':
      return type === 'MessageRead' && data.messageId === request.message;
    case 'delete':
      return type === 'MessageDeleted' && data.messageId === request.message;
    default:
      return false;
  }
};
