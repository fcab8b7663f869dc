import { BSON, type Collection, type WithoutId } from 'mongodb';
import { DECISIVE, type SessionPool, withOperationTimeout } from '../../driver';
import { EventStoreError, type Position, type RecordedEvent, START } from '../../contract';
import { foldBatch, keysOf, type Change } from '../fold-batch';
import type { ReadModel } from '../projection';
import { KeptDocuments } from './kept-documents';

export type StoredDocument = Readonly<Record<string, unknown>> & {
  readonly _id: string;
  readonly lastPosition: number;
};

/** What becomes of a document. */
export type Write =
  | { readonly deleteOne: { readonly filter: { readonly _id: string } } }
  | {
      readonly replaceOne: {
        readonly filter: { readonly _id: string };
        readonly replacement: WithoutId<StoredDocument>;
      };
    }
  | { readonly insertOne: { readonly document: StoredDocument } };

/** What a batch changes in one model. */
export interface ModelChanges {
  readonly writes: readonly Write[];
  readonly bytes: number;
  /** Is told when it has been stored. */
  readonly stored: () => void;
}

/** Beside its state: key, position, and what says what to do. */
const BYTES_OF_A_WRITE = 150;

/**
 * Writes the documents of one model. Nobody else does, so documents that change often are read once. To be given up
 * when a write has failed.
 */
export class ModelWriter {
  readonly #kept: KeptDocuments;

  constructor(
    /** Of the model, with its projection's. */
    private readonly name: string,
    private readonly model: ReadModel<object>,
    private readonly collection: Collection<StoredDocument>,
    private readonly sessions: SessionPool,
  ) {
    this.#kept = new KeptDocuments(collection.bsonOptions);
  }

  /**
   * Finds out what events change, outside of any transaction.
   * @throws EventStoreError `read-model-ahead`
   */
  async prepare(events: readonly RecordedEvent[]): Promise<ModelChanges> {
    const stored = await this.#stored(keysOf(this.name, this.model, events), events[0]?.position ?? START);
    const changes = foldBatch(this.name, this.model, stored, events);
    const states = new Map([...changes].map(([key, { state }]) => [key, state && serialized(state)]));
    return {
      writes: writesOf(changes, stored),
      bytes: [...states.values()].reduce((sum, state) => sum + BYTES_OF_A_WRITE + (state?.length ?? 0), 0),
      stored: () => {
        for (const [key, state] of states) this.#kept.keep(key, state);
      },
    };
  }

  async #stored(keys: readonly string[], next: Position): Promise<ReadonlyMap<string, object>> {
    const stored = new Map<string, object>();
    const unknown: string[] = [];
    for (const key of keys) {
      const kept = this.#kept.find(key);
      if (!kept) unknown.push(key);
      else if (kept.state) stored.set(key, kept.state);
    }
    if (unknown.length === 0) return stored;
    const found = await this.sessions.use((session) =>
      withOperationTimeout(
        this.collection
          .find({ _id: { $in: unknown } }, { ...DECISIVE, session, batchSize: unknown.length + 1 })
          .toArray(),
      ),
    );
    const ahead = found.find(({ lastPosition }) => lastPosition >= next);
    if (ahead) throw readModelAhead(this.collection.collectionName, ahead, next);
    return new Map([
      ...stored,
      ...found.map((document): [string, object] => [document._id, stateOf(document)]),
    ]);
  }
}

/** Folding on would count events twice. */
const readModelAhead = (collection: string, { _id, lastPosition }: StoredDocument, next: Position) =>
  new EventStoreError(
    'read-model-ahead',
    `Document ${_id} of read model ${collection} was written at position ${lastPosition}, but the checkpoint of its ` +
      `projection lies before ${next}. Somebody else wrote it, or the database kept it without its transaction. ` +
      'Nothing was written; rebuild the projection.',
    { collection, key: _id, lastPosition, next },
  );

/** Without what a document has beside its state. */
const stateOf = ({ _id: _, lastPosition: _at, ...state }: Readonly<Record<string, unknown>>): object => state;

const serialized = (state: object): Uint8Array =>
  BSON.serialize(stateOf({ ...state }), { ignoreUndefined: true });

/**
 * One write for each document that changed. What was not there is inserted: an upsert costs twice as much, and what was
 * found cannot be wrong, since only who moves the checkpoint writes here. Writes of a kind are together, since each kind is
 * a request of its own; removals come first, so that a unique value is free when another document takes it.
 */
const writesOf = (
  changes: ReadonlyMap<string, Change>,
  stored: ReadonlyMap<string, object>,
): readonly Write[] => {
  const removed: Write[] = [];
  const replaced: Write[] = [];
  const added: Write[] = [];
  for (const [_id, { state, lastPosition }] of changes) {
    const isStored = stored.has(_id);
    if (state === undefined) {
      if (isStored) removed.push({ deleteOne: { filter: { _id } } });
    } else if (isStored) {
      replaced.push({ replaceOne: { filter: { _id }, replacement: { ...state, lastPosition } } });
    } else added.push({ insertOne: { document: { ...state, _id, lastPosition } } });
  }
  return [...removed, ...replaced, ...added];
};
