import { sequencerSettings } from '@event-sourcing/service-chassis';
import { z } from 'zod';

/** What messages-command reads from its environment beside what every service does. */
export const settings = sequencerSettings.extend({
  /** The database that holds the log of the messages; messages-query reads the same. */
  MESSAGES_DATABASE: z.string().min(1).default('messages'),
  /** Whom nobody may write as but a service whose token has the scope `service:<name>`; divided by commas. */
  SERVICE_SENDERS: z
    .string()
    .default('bank')
    .transform((names) => names.split(',').map((name) => name.trim())),
});
export type Settings = z.output<typeof settings>;
