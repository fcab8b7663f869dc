import { type DeclaredEventType, type EventStore } from '@event-sourcing/event-store';
import { text, textTable } from '@event-sourcing/tools-kit';
import type { MongoClient } from 'mongodb';
import { z } from 'zod';
import { logCommand } from '../options';
import { withLog } from '../open';
import { answer } from '../output/answer';
import { loadInspection } from './inspection';

/** A type of event that a log holds, or that is declared. */
interface Catalogued {
  readonly type: string;
  /** Of the latest one; absent: none is stored. */
  readonly latest?: { readonly version: number; readonly position: number; readonly recordedAt: Date };
  /** `account:{…}`. */
  readonly tags: readonly string[];
  /** The version that is written today, where types are declared; absent: it is not declared. */
  readonly declared?: number;
}

/** `es catalogue`. */
export const catalogue = () =>
  logCommand('catalogue', 'The types of events that the log holds, with the latest of each.')
    .option('--models <module>', 'exports eventTypes, which are held against them', text)
    .action(async (options) => {
      const { eventTypes = [] } = await loadInspection(options.models);
      const types = await withLog(options, (store, client) =>
        cataloguedIn(store, client, options.db, eventTypes),
      );
      answer(options, { types }, () => [tableOf(types)]);
    });

const cataloguedIn = async (
  { log }: EventStore,
  client: MongoClient,
  db: string,
  declared: readonly DeclaredEventType[],
): Promise<readonly Catalogued[]> => {
  const stored = z.array(z.string()).parse(await client.db(db).collection('commits').distinct('events.type'));
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

const catalogued = async (
  log: EventStore['log'],
  type: string,
  declared: DeclaredEventType | undefined,
): Promise<Catalogued> => {
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

const tableOf = (types: readonly Catalogued[]): string =>
  textTable(
    ['type', 'version', 'latest at', 'recorded', 'tags', 'declared'],
    types.map(({ type, latest, tags, declared }) => [
      type,
      latest ? String(latest.version) : '',
      latest ? String(latest.position) : 'none',
      latest?.recordedAt.toISOString() ?? '',
      tags.join(' '),
      declared === undefined ? '' : String(declared),
    ]),
    [1, 2, 5],
  );
