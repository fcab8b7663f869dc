import type { Client } from '@event-sourcing/service-clients';
import type { Printer } from './printer';

/** What every chapter has at hand. */
export interface Story {
  readonly printer: Printer;
  readonly bank: Client;
  readonly messagesCommand: Client;
  readonly messagesQuery: Client;
  /** Asks messages-query without printing. */
  readonly quietQuery: Client;
  /** People: a user, and the account of the same id. */
  readonly anna: string;
  readonly ben: string;
}
