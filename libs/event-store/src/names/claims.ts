import { inspect } from 'node:util';
import { EventStoreError } from '../contract';

/** What has a name that only one of its kind may have. */
export type Named = 'decision model' | 'projection' | 'reaction' | 'timer';

/** Letters of the names of collections, leases and checkpoints, without those that join names there. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,99}$/;

/** Collections whose names begin with it are the database's own. */
const RESERVED = 'system';

/**
 * Checks a name: what is made of it (collections, leases, checkpoints, snapshots) then differs from what is made of others.
 * @throws EventStoreError `invalid-name`
 */
export const checkName = (kind: Named | 'read model' | 'reaction effect', name: unknown): void => {
  if (typeof name === 'string' && NAME.test(name) && name !== RESERVED) return;
  throw new EventStoreError(
    'invalid-name',
    `${typeof name === 'string' ? `"${name}"` : inspect(name)} is no name for a ${kind}. A name begins with a letter, goes on with letters, digits, "-" and "_", has at ` +
      `most 100 of them, and is not "${RESERVED}".`,
    { kind, name: String(name) },
  );
};

/** The names that are taken, each with the place where it was. */
export class Claims {
  readonly #places = new Map<string, string>();

  /**
   * Takes a name.
   * @returns gives it back
   * @throws EventStoreError `invalid-name`, `name-claimed`
   */
  claim(kind: Named, name: string, place: string): () => void {
    checkName(kind, name);
    const key = `${kind} ${name}`;
    const first = this.#places.get(key);
    if (first !== undefined) throw nameClaimed(kind, name, first, place);
    this.#places.set(key, place);
    return () => this.#places.delete(key);
  }
}

const nameClaimed = (kind: Named, name: string, first: string, second: string) =>
  new EventStoreError(
    'name-claimed',
    `There are two ${kind}s called ${name}: one ${first}, another ${second}. They would share what is kept under the ` +
      'name; rename one of them, or declare it once.',
    { kind, name, first, second },
  );
