import { LRUCache } from 'lru-cache';
import type { Position } from '../contract';
import type { KeptState } from './kept-state';

/** Models of which states of the past are kept. */
const MODELS = 1_000;
/** States of one model: as many readers can go through its history at the same time, each from its own. */
const STATES = 4;

/** States before the head: who goes through the log event by event goes on with the one that it had. */
export class PastStates {
  readonly #byKey = new LRUCache<string, readonly KeptState<unknown>[]>({ max: MODELS });

  /** The latest at or before a position. */
  nearest(key: string, position: Position): KeptState<unknown> | undefined {
    return this.#byKey
      .get(key)
      ?.filter((kept) => kept.position <= position)
      .reduce<KeptState<unknown> | undefined>(later, undefined);
  }

  /** Keeps one in the place of the least recently kept of its model. */
  keep(key: string, kept: KeptState<unknown>): void {
    const others = this.#byKey.peek(key)?.filter(({ position }) => position !== kept.position) ?? [];
    this.#byKey.set(key, [kept, ...others].slice(0, STATES));
  }
}

/** The later of two states. */
export const later = (
  one: KeptState<unknown> | undefined,
  other: KeptState<unknown> | undefined,
): KeptState<unknown> | undefined => (one && (!other || one.position >= other.position) ? one : other);
