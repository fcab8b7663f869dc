import { Api } from './api';
import type { Narrator } from './narrator';

/** Where the services are. */
export interface Addresses {
  readonly bankCommand: string;
  readonly messagesCommand: string;
  readonly messagesQuery: string;
}

/** Someone in the story: a user, and the account of the same id. */
export type PersonId = string;

/** What every chapter has at hand. */
export interface Stage {
  readonly narrator: Narrator;
  readonly bank: Api;
  readonly messagesCommand: Api;
  readonly messagesQuery: Api;
  readonly anna: PersonId;
  readonly ben: PersonId;
}

/**
 * @param run sets this run's people apart from those of earlier runs on the same stack
 * @param asked ends the story when aborted
 */
export const setStage = (
  addresses: Addresses,
  narrator: Narrator,
  run: string,
  asked: AbortSignal,
): Stage => ({
  narrator,
  bank: new Api(addresses.bankCommand, narrator, asked),
  messagesCommand: new Api(addresses.messagesCommand, narrator, asked),
  messagesQuery: new Api(addresses.messagesQuery, narrator, asked),
  anna: `anna-${run}`,
  ben: `ben-${run}`,
});
