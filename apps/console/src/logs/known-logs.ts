import { bankInspection } from '@event-sourcing/bank-domain';
import type { DecisionModels, DeclaredEventType } from '@event-sourcing/event-store';
import { messagesInspection } from '@event-sourcing/messages-domain';
import type { Settings } from '../settings';

/** A log that the console shows. */
export interface KnownLog {
  /** As addresses of the page name it. */
  readonly name: string;
  readonly database: string;
  readonly eventTypes: readonly DeclaredEventType[];
  /** The decision models of what a tag names. */
  readonly modelsOf: (tag: string) => DecisionModels;
}

/** The logs of the system. */
export const knownLogs = ({ BANK_DATABASE, MESSAGES_DATABASE }: Settings): readonly KnownLog[] => [
  { name: 'bank', database: BANK_DATABASE, ...bankInspection },
  { name: 'messages', database: MESSAGES_DATABASE, ...messagesInspection },
];
