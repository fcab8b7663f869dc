import { LRUCache } from 'lru-cache';
import type { DocumentForm } from './document-form';

const MAX_DOCUMENTS = 1_000;
const MAX_BYTES = 2 * 1024 * 1024;
const NONE = new Uint8Array();

/**
 * Documents of a read model as they were written last, or that there is none; the least recently used are forgotten.
 * Kept as BSON, so that a state comes back as if it were read: without what was undefined, and as nobody's but the
 * caller's.
 */
export class KeptDocuments {
  readonly #kept = new LRUCache<string, Uint8Array>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_BYTES,
    sizeCalculation: ({ length }) => length + 1,
  });

  constructor(private readonly form: DocumentForm) {}

  /** Nothing when it is not known what is stored under a key. */
  find(key: string): { readonly state: object | undefined } | undefined {
    const bytes = this.#kept.get(key);
    return bytes && { state: bytes === NONE ? undefined : this.form.deserialize(bytes) };
  }

  keep(key: string, state: Uint8Array | undefined): void {
    this.#kept.set(key, state ?? NONE);
  }
}
