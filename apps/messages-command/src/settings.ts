import { sequencerSettings } from '@event-sourcing/service-chassis';
import { z } from 'zod';

/** What messages-command reads from its environment beside what every service does. */
export const settings = sequencerSettings.extend({
  /** The database that holds the log of the messages; messages-query reads the same. */
  MESSAGES_DATABASE: z.string().min(1).default('messages'),
});
export type Settings = z.output<typeof settings>;
