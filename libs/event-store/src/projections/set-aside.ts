import type { Position, RecordedEvent } from '../contract';
import { describeError } from '../subscriptions';
import type { FoldedKey } from './fold-batch';

/** A document of a projection, by its model and its key. */
export interface DocumentKey {
  readonly model: string;
  readonly key: string;
}

/** Why a key goes no further: its document holds what came of the events before this one. */
export interface KeySetAside extends DocumentKey {
  readonly position: Position;
  readonly type: string;
  /** Of the shape of its data, from 1. */
  readonly version: number;
  readonly error: string;
  /** Of what the fold threw. */
  readonly stack: string;
  readonly since: Date;
}

/** Keys that one event has set aside. */
export interface EventSetAside extends Pick<KeySetAside, 'position' | 'type' | 'version' | 'since'> {
  readonly keys: readonly (DocumentKey & Pick<KeySetAside, 'error' | 'stack'>)[];
  /** An operator has asked for them to be folded again, and that is under way. */
  readonly retrying: boolean;
}

/** More keys than so many are no accident of their own: the projection stops. */
const MOST_KEYS = 1_000;
const MOST_ERROR = 1_000;
const MOST_STACK = 4_000;

/** The keys that a generation has set aside, as who owns its checkpoint knows them. */
export class SetAside {
  readonly #keys: Set<string>;

  /**
   * @param enabled whether more keys may be
   * @param now tells since when they are
   */
  constructor(
    private readonly enabled: boolean,
    private readonly now: () => Date,
    known: readonly DocumentKey[],
  ) {
    this.#keys = new Set(known.map(nameOf));
  }

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  has(document: DocumentKey): boolean {
    return this.#keys.has(nameOf(document));
  }

  /**
   * What becomes of a key whose fold has failed.
   * @throws what it failed with, where the projection is to stop
   */
  failed(document: DocumentKey, failure: NonNullable<FoldedKey['failure']>): KeySetAside {
    if (!this.enabled || this.#keys.size >= MOST_KEYS) throw failure.error;
    return keySetAside(document, failure, this.now());
  }

  add(document: DocumentKey): void {
    this.#keys.add(nameOf(document));
  }

  delete(document: DocumentKey): void {
    this.#keys.delete(nameOf(document));
  }
}

const nameOf = ({ model, key }: DocumentKey): string => `${model}/${key}`;

/** A key, with what its fold failed at. */
export const keySetAside = (
  { model, key }: DocumentKey,
  { event: { position, type, version }, error }: { readonly event: RecordedEvent; readonly error: unknown },
  since: Date,
): KeySetAside => ({
  ...{ model, key, position, type, version, since },
  error: describeError(error).slice(0, MOST_ERROR),
  stack: stackOf(error).slice(0, MOST_STACK),
});

const stackOf = (error: unknown): string => {
  const thrown = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return thrown instanceof Error ? (thrown.stack ?? '') : '';
};
