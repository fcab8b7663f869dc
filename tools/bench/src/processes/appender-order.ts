import { z } from 'zod';

/** What an appending process is told first; after it, for how long to append, and 0 in the end. */
export const appenderOrder = z.object({
  uri: z.string(),
  dbName: z.string(),
  /** Of the accounts that its workers deposit to. */
  name: z.string(),
  workers: z.int(),
  /** Whether one process may append for all. */
  sequenced: z.boolean(),
});

/** What it is told after that. */
export const appenderTurn = z.object({ ms: z.number() });

/** What it answers each time, in the end with all that it was told is stored. */
export const appenderAnswer = z.object({
  /** Milliseconds of each append. */
  latencies: z.array(z.number()),
  seconds: z.number(),
  events: z.int(),
  cents: z.array(z.tuple([z.string(), z.number()])),
});
