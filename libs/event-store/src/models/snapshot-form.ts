import { type Codec, type Codecs, codecTree, fromJson, toJson } from '../codecs';
import type { SnapshotForm } from './snapshot';

/** How states are kept that are JSON, but for amounts whose codecs are declared. */
export interface PlainSnapshot extends Pick<SnapshotForm<unknown>, 'version' | 'every'> {
  /** Of the amounts in the state; or of the state itself, where that is one. */
  readonly codecs?: Codecs | Codec;
}

/**
 * The form of snapshots of such states: `snapshot: snapshotForm({ version: 1, codecs: { balance: 'int64' } })`. In a
 * snapshot amounts are text, since nobody queries it.
 * @throws EventStoreError `invalid-options`
 */
export function snapshotForm<State>(snapshot: PlainSnapshot): SnapshotForm<State>;
export function snapshotForm({ codecs = {}, ...form }: PlainSnapshot): SnapshotForm<unknown> {
  const tree = typeof codecs === 'string' ? { codec: codecs, member: () => undefined } : codecTree(codecs);
  return {
    ...form,
    encode: (state) => toJson(state, tree),
    decode: (snapshot) => fromJson(snapshot, tree),
  };
}
