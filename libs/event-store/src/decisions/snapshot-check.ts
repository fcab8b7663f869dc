import { type JsonValue, toPosition } from '../contract';
import { canonicalJson } from '../log';
import type { Snapshot, SnapshotForm } from '../models';

/**
 * A snapshot as it should be: anybody may have written where it is kept.
 * @throws RangeError, TypeError for what is none
 */
export const checkedSnapshot = ({ position, hash, events, rank, upcasts, state }: Snapshot): Snapshot => ({
  position: toPosition(position),
  hash,
  events: wholeNumber(events),
  rank: wholeNumber(rank),
  state,
  upcasts: upcasts.map(({ of, position: at, digest }) => ({ of, position: toPosition(at), digest })),
});

const wholeNumber = (value: unknown): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new TypeError(`${String(value)} is no number of events.`);
};

/**
 * A state as the form gives it.
 * @throws TypeError when that is no JSON; whatever the form throws
 */
export const encoded = <State>(form: SnapshotForm<State>, state: State): JsonValue => {
  const snapshot = form.encode(state);
  canonicalJson(snapshot);
  return snapshot;
};

/**
 * The state that a form makes of what it once gave.
 * @throws Error when it would not give the same for it; whatever the form throws
 */
export const restored = <State>(form: SnapshotForm<State>, snapshot: JsonValue): State => {
  const state = form.decode(snapshot);
  if (canonicalJson(form.encode(state)) === canonicalJson(snapshot)) return state;
  throw new Error('what is kept is no state that this form gives.');
};
