import type { WithoutId } from 'mongodb';
import { BatchTooLarge } from '../batch-too-large';
import type { Change } from '../fold-batch';
import type { KeySetAside } from '../set-aside';
import type { DocumentForm } from './document-form';

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

/** Bytes that one transaction writes at most, well under the 16 MiB that MongoDB's oldest rule allows it. */
export const MAX_BYTES = 8 * 1024 * 1024;

/** Beside its state: key, position, and what says what to do. */
const BYTES_OF_A_WRITE = 150;

/** What a batch changes in one model. */
export class ModelChanges {
  readonly #removed: Write[] = [];
  readonly #replaced: Write[] = [];
  readonly #added: Write[] = [];
  /** Keys that go no further. */
  readonly setAside: KeySetAside[] = [];
  readonly #states = new Map<string, Uint8Array | undefined>();
  #bytes = 0;

  constructor(private readonly form: DocumentForm) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** What is stored then, by key. */
  get states(): ReadonlyMap<string, Uint8Array | undefined> {
    return this.#states;
  }

  /**
   * One write for each document that changed. Writes of a kind are together, since each kind is a request of its own;
   * removals come first, so that a unique value is free when another document takes it.
   */
  get writes(): readonly Write[] {
    return [...this.#removed, ...this.#replaced, ...this.#added];
  }

  /**
   * Takes in a change. What was not there is inserted: an upsert costs twice as much, and what was found cannot be
   * wrong, since only who moves the checkpoint writes here.
   * @throws BatchTooLarge
   */
  add(_id: string, isStored: boolean, { state, lastPosition }: Change): void {
    const stored = state && this.form.toStored(state);
    const bytes = stored && this.form.serialize(stored);
    this.#bytes += BYTES_OF_A_WRITE + (bytes?.length ?? 0);
    if (this.#bytes > MAX_BYTES) throw new BatchTooLarge(this.#bytes, MAX_BYTES);
    this.#states.set(_id, bytes);
    if (stored === undefined) {
      if (isStored) this.#removed.push({ deleteOne: { filter: { _id } } });
    } else if (isStored) {
      this.#replaced.push({ replaceOne: { filter: { _id }, replacement: { ...stored, lastPosition } } });
    } else this.#added.push({ insertOne: { document: { ...stored, _id, lastPosition } } });
  }
}
