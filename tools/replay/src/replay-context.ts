import type { ServiceClient } from './http';
import type { Progress } from '@event-sourcing/progress';

/** The services that a replay talks to. */
export interface Services {
  readonly bankCommand: ServiceClient;
  readonly messagesCommand: ServiceClient;
  readonly messagesQuery: ServiceClient;
}

/** What the phases of a replay share. */
export interface ReplayContext {
  readonly services: Services;
  readonly progress: Progress;
  /** Accounts or users worked on at the same time. */
  readonly concurrency: number;
}
