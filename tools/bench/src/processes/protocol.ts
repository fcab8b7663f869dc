import { z } from 'zod';

/** What an appending process is told, in this order; `run` as often as one likes. */
export const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    uri: z.string(),
    dbName: z.string(),
    /** Of the accounts that its workers deposit to. */
    name: z.string(),
    workers: z.int(),
    /** Whether one process may append for all. */
    sequenced: z.boolean(),
  }),
  z.object({ kind: z.literal('run'), ms: z.number() }),
  z.object({ kind: z.literal('end') }),
]);
export type Order = z.output<typeof order>;

/** What it answers to `run`. */
export const ran = z.object({
  /** Milliseconds of each append. */
  latencies: z.array(z.number()),
  seconds: z.number(),
  cpuSeconds: z.number(),
});
export type Ran = z.output<typeof ran>;

/** What it answers to `end`. */
export const ended = z.object({
  events: z.int(),
  cents: z.array(z.tuple([z.string(), z.number()])),
});
