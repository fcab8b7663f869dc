import type { Db } from 'mongodb';
import { z } from 'zod';

/** A commit as it lies in the collection, whoever wrote it. */
export const rawCommit = z.strictObject({
  _id: z.string(),
  position: z.int(),
  recordedAt: z.date(),
  events: z.array(
    z.strictObject({
      type: z.string(),
      version: z.int(),
      tags: z.array(z.string()),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  metadata: z.record(z.string(), z.string()),
  hash: z.string(),
});
export type RawCommit = z.output<typeof rawCommit>;
export type RawEvent = RawCommit['events'][number];

/** Every commit that the driver finds after a position, by the position that it says. */
export const rawLog = async (db: Db, after = 0): Promise<readonly RawCommit[]> => {
  const found = await db
    .collection('commits')
    .find({ position: { $gt: after } }, { readConcern: 'majority' })
    .toArray();
  return z
    .array(rawCommit)
    .parse(found)
    .toSorted((one, other) => one.position - other.position);
};

/** What the store writes of its own accord: that a command was refused, or had nothing to change. */
const RECORDS = ['CommandRefused', 'CommandChangedNothing'];

/** Every event that somebody asked for, with its position and its commit. */
export const eventsOf = (
  log: readonly RawCommit[],
): readonly { readonly position: number; readonly event: RawEvent; readonly commit: RawCommit }[] =>
  log.flatMap((commit) =>
    commit.events.flatMap((event, index) =>
      RECORDS.includes(event.type) ? [] : [{ position: commit.position + index, event, commit }],
    ),
  );
