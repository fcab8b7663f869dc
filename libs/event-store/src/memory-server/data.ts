import { Collection, duplicateKey } from './collection';
import { keyOf, type Doc } from './documents';
import { Failure } from './failure';
import { Transaction } from './transaction';
import { nameOf, uniqueKeys } from './unique-keys';

/** Thrown where a statement has to wait until a transaction has ended. */
class Locked extends Error {
  constructor(readonly by: Transaction) {
    super('Another transaction is under way.');
  }
}

/** Everything that the server holds. Statements are synchronous, and therefore atomic. */
export class Data {
  readonly #collections = new Map<string, Collection>();
  readonly #open = new Set<Transaction>();
  readonly #locks = new Map<string, Transaction>();
  #time = 1;

  /** Counts the writes. */
  get time(): number {
    return this.#time;
  }

  /** The namespaces that are there, `database.collection`. */
  get names(): readonly string[] {
    return [...this.#collections.keys()];
  }

  existing(name: string): Collection | undefined {
    return this.#collections.get(name);
  }

  /** The collection of that name, made when it is not there. */
  collection(name: string): Collection {
    const collection = this.#collections.get(name) ?? new Collection(name);
    this.#collections.set(name, collection);
    return collection;
  }

  drop(name: string): boolean {
    return this.#collections.delete(name);
  }

  begin(): Transaction {
    const transaction = new Transaction(this.#time);
    this.#open.add(transaction);
    return transaction;
  }

  /** The documents that a statement sees, by their keys. */
  *seen(name: string, transaction?: Transaction): Generator<readonly [id: string, document: Doc]> {
    const own = transaction?.writes.get(name);
    for (const [id, document] of this.existing(name)?.all(transaction?.startedAt ?? this.#time) ?? []) {
      if (!own?.has(id)) yield [id, document];
    }
    for (const [id, document] of own ?? []) if (document) yield [id, document];
  }

  /** One document, as a statement sees it. */
  find(name: string, id: string, transaction?: Transaction): Doc | undefined {
    const own = transaction?.writes.get(name);
    return own?.has(id) ? own.get(id) : this.existing(name)?.find(id, transaction?.startedAt ?? this.#time);
  }

  /**
   * Writes one document; `undefined` removes it.
   * @throws Failure when another one has its key, or a transaction comes too late
   */
  write(name: string, id: string, document: Doc | undefined, transaction?: Transaction): void {
    const collection = this.collection(name);
    const taken = document ? uniqueKeys(collection.indexes, document) : [];
    const places = [`${name}\0${id}`, ...taken.map(({ index, key }) => `${name}\0${nameOf(index)}\0${key}`)];
    for (const place of places) this.#assertFree(place, transaction);
    for (const { index, key } of taken) {
      const holder = collection.holder(index, key);
      const isGone = holder !== undefined && transaction?.writes.get(name)?.has(holder) === true;
      if (holder !== undefined && holder !== id && !isGone) throw duplicateKey(name, index, key);
    }
    if (!transaction) {
      this.#time += 1;
      collection.write(id, document, this.#time, this.#oldest());
      return;
    }
    if (collection.writtenAt(id) > transaction.startedAt) throw conflict();
    for (const place of places) {
      transaction.locks.add(place);
      this.#locks.set(place, transaction);
    }
    transaction.writesTo(name).set(id, document);
  }

  /** Inserts a document. @throws Failure when there is one of its `_id` */
  insert(name: string, document: Doc, transaction?: Transaction): void {
    const id = keyOf(document._id);
    this.#assertFree(`${name}\0${id}`, transaction);
    if (this.find(name, id, transaction) !== undefined)
      throw duplicateKey(name, { key: { _id: 1 }, name: '_id_' }, id);
    this.write(name, id, document, transaction);
  }

  /** Makes all that a transaction has written visible at once. */
  commit(transaction: Transaction): void {
    this.#time += 1;
    const writes = [...transaction.writes].flatMap(([name, of]) =>
      [...of].map((one) => [name, ...one] as const),
    );
    // Removals first: what takes the place of a removed document has its unique values.
    for (const removing of [true, false]) {
      for (const [name, id, document] of writes) {
        if ((document === undefined) === removing)
          this.collection(name).write(id, document, this.#time, this.#oldest());
      }
    }
    this.abort(transaction);
  }

  /** Forgets what a transaction has written. */
  abort(transaction: Transaction): void {
    for (const place of transaction.locks) this.#locks.delete(place);
    this.#open.delete(transaction);
    transaction.end();
  }

  /** Runs a statement, as soon as no transaction stands in its way. */
  async run<Result>(statement: () => Result): Promise<Result> {
    for (;;) {
      try {
        return statement();
      } catch (error) {
        if (!(error instanceof Locked)) throw error;
        await error.by.ended;
      }
    }
  }

  #assertFree(place: string, transaction?: Transaction): void {
    const by = this.#locks.get(place);
    if (by === undefined || by === transaction) return;
    throw transaction ? conflict() : new Locked(by);
  }

  #oldest(): number {
    return Math.min(this.#time, ...[...this.#open].map(({ startedAt }) => startedAt));
  }
}

const conflict = (): Failure =>
  new Failure('WriteConflict', 'Another transaction has written the same document.');
