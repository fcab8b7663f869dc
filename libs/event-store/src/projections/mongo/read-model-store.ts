import type { Db } from 'mongodb';
import { type CausalSessions, ensureCollections, ensureIndexes, SessionPool } from '../../driver';
import type { Generation } from '../generation';
import { collectionName } from '../names';
import type { Projection, ReadModel } from '../projection';
import { SetAside } from '../set-aside';
import { DocumentForm } from './document-form';
import type { StoredDocument } from './model-changes';
import { ModelWriter } from './model-writer';
import { OpenModels } from './open-models';
import type { SetAsideStore } from './set-aside-store';

interface Model {
  readonly name: string;
  readonly model: ReadModel<object>;
  readonly form: DocumentForm;
}

/** The collections of the read models of one generation. */
export class ReadModelStore {
  readonly #sessions: SessionPool;
  readonly #models: readonly Model[];

  /** @throws EventStoreError `invalid-options` */
  constructor(
    private readonly db: Db,
    causality: CausalSessions,
    private readonly projection: Projection,
    private readonly generation: Generation,
    private readonly records: SetAsideStore,
    private readonly now: () => Date,
  ) {
    this.#sessions = new SessionPool(causality);
    this.#models = Object.entries(projection.models).map(([name, model]) => ({
      ...{ name, model, form: new DocumentForm(model.codecs) },
    }));
  }

  /** Makes collections and indexes: within a transaction they would be made too late, or not at all. */
  async prepare(): Promise<void> {
    await this.records.prepare();
    await ensureCollections(
      this.db,
      this.#models.map(({ name }) => this.#name(name)),
    );
    for (const { name, model } of this.#models) {
      await ensureIndexes(this.db, this.#name(name), model.indexes ?? []);
    }
  }

  /** For one ownership of the checkpoint, which has begun. */
  async open(): Promise<OpenModels> {
    const { name: projection, onError } = this.projection;
    const setAside = new SetAside(onError === 'set-aside-key', this.now, await this.records.keys());
    const models = this.#models.map(({ name, model, form }) => {
      const collection = this.db.collection<StoredDocument>(this.#name(name), form.format);
      const written = [projection, name, model, collection, this.#sessions, form, setAside] as const;
      return { name, model, collection, writer: new ModelWriter(...written) };
    });
    return new OpenModels(models, setAside, this.records, this.now);
  }

  #name(model: string): string {
    return collectionName(this.projection.name, model, this.generation);
  }
}
