import { Child } from '@event-sourcing/tools-kit';
import { z } from 'zod';

const place = { uri: z.string(), dbName: z.string() };

/** What a process that appends is told. */
export const writerOrder = z.object({
  ...place,
  writers: z.number(),
  /** Of all its writers together. */
  events: z.number(),
  /** Milliseconds, at most, for which a writer stalls now and then; 0: never. */
  stallMs: z.number().default(0),
});

/** What a process that projects is told; it says when it has begun. */
export const projectorOrder = z.object({ ...place, leaseMs: z.number(), maxEvents: z.number() });

/** What a process is told that works on a log of large commits: it appends them, or does everything else. */
export const largeCommitsOrder = z.object({ ...place, commits: z.number(), append: z.boolean() });

/** What such a process says of each thing that it has done. */
export const largeCommitsStep = z.object({ step: z.string(), found: z.number(), seconds: z.number() });
export type LargeCommitsStep = z.infer<typeof largeCommitsStep>;

const start = (file: string, order: object, env: Readonly<Record<string, string>> = {}): Child => {
  const child = Child.start(new URL(file, import.meta.url), env);
  child.send(order);
  return child;
};

export const startWriter = (order: z.input<typeof writerOrder>): Child => start('./writer.ts', order);

export const startProjector = (order: z.input<typeof projectorOrder>): Child =>
  start('./projector.ts', order);

/** @param heapMiB MiB of old objects that it may have */
export const startOnLargeCommits = (order: z.input<typeof largeCommitsOrder>, heapMiB: number): Child =>
  start('./large-commits.ts', order, { NODE_OPTIONS: `--max-old-space-size=${heapMiB}` });

/** @throws Error unless a writer ends with everything stored */
export const untilWritten = async (writer: Child): Promise<void> => {
  const { code } = await writer.exited;
  if (code !== 0) throw new Error('A writer failed.');
};
