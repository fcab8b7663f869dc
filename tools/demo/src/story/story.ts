import type { ServiceClient } from '@event-sourcing/tools-kit';
import type { Printer } from './printer';
import type { StoryService } from './story-service';

/** What every chapter has at hand. */
export interface Story {
  readonly printer: Printer;
  readonly bank: StoryService;
  readonly messagesCommand: StoryService;
  readonly messagesQuery: StoryService;
  /** Asks messages-query without printing. */
  readonly quietQuery: ServiceClient;
  /** People: a user, and the account of the same id. */
  readonly anna: string;
  readonly ben: string;
}
