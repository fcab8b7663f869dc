import type { DeclaredEventType, EventStore } from '@event-sourcing/event-store';
import type { Collection, MongoClient } from 'mongodb';
import { z } from 'zod';

/** A type of event that a log holds, or that is declared. */
export interface CataloguedType {
  readonly type: string;
  /** Of the latest one; absent: none is stored. */
  readonly latest?: { readonly version: number; readonly position: number; readonly recordedAt: Date };
  /** `account:{…}`. */
  readonly tags: readonly string[];
  /** The version that is written today, where types are declared; absent: it is not declared. */
  readonly declared?: number;
}

/** The types of events that a log holds or that are declared, by name, with the latest of each. */
export const catalogueOf = async (
  { log }: EventStore,
  client: MongoClient,
  db: string,
  declared: readonly DeclaredEventType[],
): Promise<readonly CataloguedType[]> => {
  const stored = await storedTypes(client.db(db).collection('commits'));
  const names = new Set([...stored, ...declared.map(({ type }) => type)]);
  return Promise.all(
    [...names].toSorted().map((type) =>
      catalogued(
        log,
        type,
        declared.find((one) => one.type === type),
      ),
    ),
  );
};

const storedTypes = async (commits: Collection): Promise<readonly string[]> => {
  const distinct = z.array(z.string()).parse(await commits.distinct('events.type'));
  if (distinct.length > 0) return distinct;
  // The embedded engine's Python build tells nothing apart that is in arrays. Elsewhere the log is empty.
  const types = [{ $unwind: '$events' }, { $group: { _id: '$events.type' } }];
  const groups = await commits.aggregate(types).toArray();
  return groups.map(({ _id }) => z.string().parse(_id));
};

const catalogued = async (
  log: EventStore['log'],
  type: string,
  declared: DeclaredEventType | undefined,
): Promise<CataloguedType> => {
  const query = { items: [{ types: [type] }] };
  const version = declared && { declared: declared.version };
  for await (const event of log.read(query, { backwards: true, limit: 1 })) {
    const { position, recordedAt } = event;
    return {
      type,
      latest: { version: event.version, position, recordedAt },
      tags: event.tags.map((tag) => tag.replace(/:.*/s, ':{…}')),
      ...version,
    };
  }
  return { type, tags: [], ...version };
};
