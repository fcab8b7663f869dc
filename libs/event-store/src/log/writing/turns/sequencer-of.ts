import type { WriterAtWork } from './roster';

/** Who appends for the others: the eldest that can. All who know the same writers come to the same one. */
export const sequencerOf = (eldestFirst: readonly WriterAtWork[]): WriterAtWork | undefined =>
  eldestFirst.find(({ address }) => address);

/** Who inserts by itself: the sequencer, and those who know of none. */
export const ownInserters = (eldestFirst: readonly WriterAtWork[]): readonly WriterAtWork[] => {
  const sequencer = sequencerOf(eldestFirst);
  return eldestFirst.filter((writer) => !writer.address || writer === sequencer);
};
