import type { ClientSession, Collection } from 'mongodb';
import type { RecordedEvent } from '../../contract';
import { BatchTooLarge } from '../batch-too-large';
import type { ReadModel } from '../projection';
import { Refold } from '../refold';
import { keySetAside, type SetAside } from '../set-aside';
import { MAX_BYTES, type ModelChanges, type StoredDocument } from './model-changes';
import type { ModelWriter } from './model-writer';
import type { PreparedBatch } from './prepared-batch';
import type { SetAsideStore } from './set-aside-store';

/** A model whose documents are written. */
export interface OpenModel {
  readonly name: string;
  readonly model: ReadModel<object>;
  readonly collection: Collection<StoredDocument>;
  readonly writer: ModelWriter;
}

/**
 * The read models of a generation for one ownership of its checkpoint, which has begun: nobody else writes these
 * documents meanwhile. So what was read outside of the transaction, or written by an earlier one, is still what is stored
 * when the transaction's fence holds. A failure ends that: what is stored is unknown then, and the ownership is over.
 */
export class OpenModels {
  constructor(
    private readonly models: readonly OpenModel[],
    private readonly setAside: SetAside,
    private readonly records: SetAsideStore,
    private readonly now: () => Date,
  ) {}

  /** Whether keys are set aside: an operator may ask for them. */
  get isKeeping(): boolean {
    return !this.setAside.isEmpty;
  }

  /**
   * Finds out what events change, outside of the transaction that will write it.
   * @throws BatchTooLarge when that would be too much for one
   */
  async prepare(events: readonly RecordedEvent[]): Promise<PreparedBatch> {
    const changed = await Promise.all(
      this.models.map(async (model) => ({ ...model, changes: await model.writer.prepare(events) })),
    );
    const bytes = changed.reduce((sum, { changes }) => sum + changes.bytes, 0);
    if (bytes > MAX_BYTES) throw new BatchTooLarge(bytes, MAX_BYTES);
    const setAside = changed.flatMap(({ changes }) => changes.setAside);
    return {
      write: async (session) => {
        for (const { collection, changes } of changed) await writeChanges(collection, changes, session);
        await this.records.addWithin(session, setAside);
      },
      stored: () => {
        for (const { writer, changes } of changed) writer.stored(changes);
        for (const key of setAside) this.setAside.add(key);
      },
    };
  }

  /** The keys that operators want to be folded again. */
  async asked(): Promise<readonly Refold[]> {
    const asked = (await this.records.keys()).filter((key) => key.asked !== undefined);
    return asked.flatMap((key) => {
      const found = this.models.find(({ name }) => name === key.model);
      return found ? [new Refold(key, found.writer.name, found.model)] : [];
    });
  }

  /** What becomes of a document that was folded again. */
  settling({ of, change, failure }: Refold): PreparedBatch {
    const open = this.models.find(({ name }) => name === of.model);
    if (!open) throw new Error(`There is no model ${of.model}.`);
    const settled = open.writer.settled(of.key, change);
    return {
      write: async (session) => {
        await settled.write(session);
        if (failure) await this.records.addWithin(session, [keySetAside(of, failure, this.now())]);
        else await this.records.removeWithin(session, of);
      },
      stored: () => {
        settled.stored();
        if (!failure) this.setAside.delete(of);
      },
    };
  }
}

const writeChanges = async (
  collection: Collection<StoredDocument>,
  { writes }: ModelChanges,
  session: ClientSession,
): Promise<void> => {
  if (writes.length === 0) return;
  const done = await collection.bulkWrite([...writes], { session, ordered: true });
  const met = done.matchedCount + done.deletedCount + done.insertedCount;
  if (met !== writes.length) throw changedByOthers(collection.collectionName);
};

/** A document was removed by a TTL index, or by hand: what is known of the other documents cannot be trusted either. */
const changedByOthers = (collection: string): Error =>
  new Error(
    `Somebody else removed documents of read model ${collection}, which only its projection may write. ` +
      'The batch is tried again on what is left. Rebuild the projection.',
  );
