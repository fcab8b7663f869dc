import { Failure } from './failure';
import { keyOf, type Doc } from './documents';
import { nameOf, uniqueKeys, type Index } from './unique-keys';

/** A document at a time of the server; `undefined`: it was not there. */
interface Version {
  readonly at: number;
  readonly document: Doc | undefined;
}

/** The documents of one collection, with what each was before for as long as a transaction may ask for it. */
export class Collection {
  readonly #versions = new Map<string, Version[]>();
  readonly #holders = new Map<string, string>();
  #indexes: readonly Index[] = [];

  constructor(readonly name: string) {}

  get indexes(): readonly Index[] {
    return this.#indexes;
  }

  /** The document under a key as of a time. */
  find(id: string, at: number): Doc | undefined {
    return this.#versions.get(id)?.findLast((version) => version.at <= at)?.document;
  }

  /** When a document was written last. */
  writtenAt(id: string): number {
    return this.#versions.get(id)?.at(-1)?.at ?? 0;
  }

  /** All documents as of a time, in the order in which they came, by their keys. */
  *all(at: number): Generator<readonly [id: string, document: Doc]> {
    for (const id of this.#versions.keys()) {
      const document = this.find(id, at);
      if (document) yield [id, document];
    }
  }

  /** The key of the document that has a value of a unique index now. */
  holder(index: Index, key: string): string | undefined {
    return this.#holders.get(`${nameOf(index)}\0${key}`);
  }

  /** Writes what a document is from a time on. @param since no transaction asks for what was before */
  write(id: string, document: Doc | undefined, at: number, since: number): void {
    const versions = this.#versions.get(id) ?? [];
    const before = versions.at(-1)?.document;
    for (const { index, key } of before ? uniqueKeys(this.#indexes, before) : [])
      this.#holders.delete(`${nameOf(index)}\0${key}`);
    if (document) this.#hold(id, document);
    const needed = versions.findLastIndex((version) => version.at <= since);
    const kept = [...versions.slice(Math.max(needed, 0)), { at, document }];
    if (kept.length === 1 && !document) this.#versions.delete(id);
    else this.#versions.set(id, kept);
  }

  /**
   * Adds an index.
   * @returns whether it is new
   * @throws Failure when another one has its name or its key, or documents that are there have the same value
   */
  addIndex(index: Index): boolean {
    const same = this.#indexes.find((one) => nameOf(one) === nameOf(index));
    if (same && keyOf(same.key) !== keyOf(index.key)) {
      throw new Failure('IndexKeySpecsConflict', `An index named ${nameOf(index)} has another key.`);
    }
    const rival = this.#indexes.find((one) => keyOf(one.key) === keyOf(index.key));
    if (rival && (nameOf(rival) !== nameOf(index) || Boolean(rival.unique) !== Boolean(index.unique))) {
      throw new Failure('IndexOptionsConflict', `Index ${nameOf(rival)} has the same key and other options.`);
    }
    if (same) return false;
    this.#indexes = [...this.#indexes, index];
    for (const [id, document] of this.all(Number.MAX_SAFE_INTEGER)) this.#hold(id, document);
    return true;
  }

  #hold(id: string, document: Doc): void {
    for (const { index, key } of uniqueKeys(this.#indexes, document)) {
      const place = `${nameOf(index)}\0${key}`;
      const holder = this.#holders.get(place);
      if (holder !== undefined && holder !== id) throw duplicateKey(this.name, index, key);
      this.#holders.set(place, id);
    }
  }
}

/** Another document has a value of a unique index. */
export const duplicateKey = (collection: string, index: Index, key: string): Failure =>
  new Failure(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection} index: ${nameOf(index)} dup key: ${key}`,
    {
      keyPattern: index.key,
    },
  );
