import { z } from 'zod';

/** What an appending process is told. */
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

/** What it answers. */
export const report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('ran'),
    /** Milliseconds of each append. */
    latencies: z.array(z.number()),
    seconds: z.number(),
    cpuSeconds: z.number(),
  }),
  z.object({
    kind: z.literal('ended'),
    events: z.int(),
    cents: z.array(z.tuple([z.string(), z.number()])),
  }),
]);
export type Report = z.output<typeof report>;
