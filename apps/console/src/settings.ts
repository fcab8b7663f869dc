import { z } from 'zod';

const addresses = z
  .string()
  .transform((list) => list.split(',').map((address) => address.trim().replace(/\/$/, '')))
  .pipe(
    z.array(z.url({ protocol: /^https?$/, error: 'must be http or https addresses, with commas between' })),
  );

const none: string[] = [];

/** What the console reads from its environment beside what every service does. Services are named by their instances. */
export const settings = z.object({
  /** The database that holds the log of the bank. */
  BANK_DATABASE: z.string().min(1).default('bank'),
  /** The database that holds the log of the messages. */
  MESSAGES_DATABASE: z.string().min(1).default('messages'),
  BANK_COMMAND_URLS: addresses.default(['http://127.0.0.1:3001']),
  MESSAGES_COMMAND_URLS: addresses.default(['http://127.0.0.1:3002']),
  MESSAGES_QUERY_URLS: addresses.default(['http://127.0.0.1:3003']),
  /** Where each instance's metrics are, in the order of its addresses; absent: rates of appends are not shown. */
  BANK_COMMAND_METRICS_URLS: addresses.default(none),
  MESSAGES_COMMAND_METRICS_URLS: addresses.default(none),
  MESSAGES_QUERY_METRICS_URLS: addresses.default(none),
  /** Where the built page lies; if not given, beside the bundle. */
  CONSOLE_PAGE_DIR: z.string().optional(),
});
export type Settings = z.output<typeof settings>;
