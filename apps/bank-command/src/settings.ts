import { sequencerSettings } from '@event-sourcing/service-chassis';
import { z } from 'zod';

/** What bank-command reads from its environment beside what every service does. */
export const settings = sequencerSettings.extend({
  /** The database that holds the log of the bank. */
  BANK_DATABASE: z.string().min(1).default('bank'),
  /** Where messages-command listens, which brings the notices of transfers. */
  MESSAGES_COMMAND_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address: http://127.0.0.1:3002' })
    .default('http://127.0.0.1:3002'),
});
export type Settings = z.output<typeof settings>;
