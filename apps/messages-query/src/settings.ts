import { z } from 'zod';

/** What messages-query reads from its environment beside what every service does. */
export const settings = z.object({
  /** The database that holds the log of the messages, which messages-command writes. */
  MESSAGES_DATABASE: z.string().min(1).default('messages'),
});
export type Settings = z.output<typeof settings>;
