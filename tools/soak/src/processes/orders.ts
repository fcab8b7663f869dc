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

const start = (file: string, order: object): Child => {
  const child = Child.start(new URL(file, import.meta.url));
  child.send(order);
  return child;
};

export const startWriter = (order: z.input<typeof writerOrder>): Child => start('./writer.ts', order);

export const startProjector = (order: z.input<typeof projectorOrder>): Child =>
  start('./projector.ts', order);

/** @throws Error unless a writer ends with everything stored */
export const untilWritten = async (writer: Child): Promise<void> => {
  const { code } = await writer.exited;
  if (code !== 0) throw new Error('A writer failed.');
};
