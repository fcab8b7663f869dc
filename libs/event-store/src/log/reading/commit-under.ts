import { type Commit, type EventStoreError, logCorrupt } from '../../contract';
import type { Audited, CommitStorage } from '../storage';
import type { Tail } from './tail';

/**
 * Why what is stored under a commit id is no part of the log; nothing when it is. What somebody put beside the log
 * answers nobody's repeat.
 */
export const placeFault = async (found: Audited, tail: Tail): Promise<EventStoreError | undefined> => {
  if ('malformed' in found) return outside(found.commitId, found.malformed);
  const { id, position, lastPosition } = found.commit;
  // It was stored meanwhile, or it lies where the log has not been: a look that begins now tells.
  if (lastPosition > tail.head) await tail.confirm();
  return lastPosition > tail.head
    ? outside(id, `it lies at position ${position}, and the log ends at ${tail.head}`)
    : undefined;
};

/** What was found under a commit id, as a commit. @throws EventStoreError `log-corrupt` when it is no part of the log */
export const commitOf = async (found: Audited | undefined, tail: Tail): Promise<Commit | undefined> => {
  const fault = found && (await placeFault(found, tail));
  if (fault) throw fault;
  return found && 'commit' in found ? found.commit : undefined;
};

/** The commit stored under an id. @throws EventStoreError see `commitOf` */
export const commitUnder = async (
  id: string,
  storage: CommitStorage,
  tail: Tail,
): Promise<Commit | undefined> => commitOf((await storage.commitsById([id]))[0], tail);

/** The commit id under which something was found. */
export const idOf = (found: Audited): string => ('commit' in found ? found.commit.id : found.commitId);

const outside = (commitId: string, fault: string): EventStoreError =>
  logCorrupt(`what is stored under commit id ${commitId} was not written by it: ${fault}.`, { commitId });
