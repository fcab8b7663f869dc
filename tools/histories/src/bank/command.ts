import type { EventData, Query } from '@event-sourcing/event-store';
import { type Account, NO_ACCOUNT, tagOf } from './account';

/** What a client asks for. */
export type Command =
  /** Nothing to do when it is open. */
  | { readonly kind: 'open'; readonly account: string }
  | { readonly kind: 'deposit'; readonly account: string; readonly amount: number }
  | { readonly kind: 'withdraw'; readonly account: string; readonly amount: number }
  | { readonly kind: 'transfer'; readonly account: string; readonly to: string; readonly amount: number }
  /** Only when it is empty. */
  | { readonly kind: 'close'; readonly account: string }
  /** An append without a decision: some events, unless there is one after a position. */
  | {
      readonly kind: 'mark';
      readonly marks: readonly string[];
      readonly unless?: { readonly query: Query; readonly after: number };
    };

export type DecidedCommand = Exclude<Command, { readonly kind: 'mark' }>;

/** What the bank says to a command, the accounts being as they are. */
export type Ruling =
  | { readonly kind: 'events'; readonly events: readonly EventData[] }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'refused';
      readonly reason: 'not open' | 'receiver not open' | 'too little' | 'not empty';
    };

export type Reason = Extract<Ruling, { readonly kind: 'refused' }>['reason'];

/** The accounts that a command is about. */
export const accountsOf = (command: DecidedCommand): readonly string[] =>
  command.kind === 'transfer' ? [command.account, command.to] : [command.account];

/** The accounts as they are, by their parts in a command: `account`, and `to` where there is a second one. */
export type States = Readonly<Record<string, Account>>;

/** The rules of the bank. */
export const rule = (command: DecidedCommand, { account = NO_ACCOUNT, to }: States): Ruling => {
  if (command.kind === 'open') return account.isOpen ? { kind: 'nothing' } : events(command);
  if (!account.isOpen) return { kind: 'refused', reason: 'not open' };
  if (to?.isOpen === false) return { kind: 'refused', reason: 'receiver not open' };
  if (command.kind === 'close' && account.balance !== 0) return { kind: 'refused', reason: 'not empty' };
  if (command.kind === 'withdraw' || command.kind === 'transfer') {
    if (account.balance < command.amount) return { kind: 'refused', reason: 'too little' };
  }
  return events(command);
};

const TYPES = {
  open: 'Opened',
  deposit: 'Deposited',
  withdraw: 'Withdrawn',
  transfer: 'Transferred',
  close: 'Closed',
} as const;

const events = (command: DecidedCommand): Ruling => ({ kind: 'events', events: eventsOf(command) });

/** The events that a command leads to where it is allowed. */
export const eventsOf = (command: Command): readonly EventData[] => {
  if (command.kind === 'mark') {
    return command.marks.map((mark) => ({ type: 'Marked', version: 1, tags: [`mark:${mark}`], data: {} }));
  }
  return [
    {
      type: TYPES[command.kind],
      version: 1,
      tags: accountsOf(command).map(tagOf),
      data: {
        ...('amount' in command && { amount: command.amount }),
        ...(command.kind === 'transfer' && { from: tagOf(command.account) }),
      },
    },
  ];
};
