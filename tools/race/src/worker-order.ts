import { z } from 'zod';

/** What a process of the race is told to do. */
export const workerOrder = z.object({
  uri: z.string(),
  dbName: z.string(),
  /** Whether one process may append for all, over connections that are cut as often as those to the engine. */
  sequenced: z.boolean(),
  cutEveryMs: z.number(),
  /** Distinguishes its commit ids. */
  name: z.string(),
  seed: z.number(),
  workers: z.number(),
  /** Appends of all its workers together. */
  appends: z.number(),
  /** The file that takes what was tried, a line each. */
  record: z.string(),
});
export type WorkerOrder = z.output<typeof workerOrder>;

/** What it tells while it is at work: appends tried since the last time, and connections to other writers cut so far. */
export const workerProgress = z.object({ tried: z.number(), peersCut: z.number() });
export type WorkerProgress = z.output<typeof workerProgress>;
