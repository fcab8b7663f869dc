import { logDiverged, type Position, START } from '../../contract';
import type { CommitStorage } from '../storage';

/** What somebody has seen of a log. */
export interface SeenEnd {
  /** A commit boundary. */
  readonly position: Position;
  /** Of the commit that ends there; `null` when it is not known. */
  readonly hash: string | null;
}

/**
 * Holds against a log what somebody has seen of it.
 * @param remedy what whoever has seen it needs when the log is another one
 * @throws EventStoreError `log-diverged`
 */
export const assertHolds = async (
  storage: CommitStorage,
  { position, hash }: SeenEnd,
  seenBy: string,
  remedy: string,
): Promise<void> => {
  if (position === START) return;
  const header = await storage.headerAt(position);
  const found = header?.lastPosition === position ? header.hash : null;
  if (found === null || (hash !== null && hash !== found)) {
    throw logDiverged(seenBy, { position, hash }, found, remedy);
  }
};
