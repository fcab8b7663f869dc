import { type Position, positionBeyondHead, START, toPosition } from '../contract';
import { inTransaction } from '../driver';
import type { EventLog } from '../log';
import type { SubscriptionsContext } from './context';
import { type CheckpointPlace, type OperatorContext, Decisions } from './mongo';

/**
 * Sets the checkpoint of a subscription to a place of the log as it is now, and has whoever runs it begin anew there.
 * @returns the place: where the position lies inside of a commit, before that, so that nothing is passed over
 * @throws EventStoreError `position-beyond-head`; `commit-id-reused` for another decision under the same id
 */
export const resumeAt = async (
  { store, checkpoints, leases }: SubscriptionsContext,
  subscription: string,
  wanted: Position,
  context: OperatorContext,
): Promise<Position> => {
  const place = await placeAt(store.log, wanted);
  const { position } = place;
  const decisions = new Decisions(store.db);
  await decisions.prepare();
  await inTransaction(store.causality, async (session) => {
    const decision = { subscription, action: 'resume-at', position, decidedAt: store.log.now() } as const;
    if (await decisions.record(decision, context, session)) {
      await checkpoints.placeWithin(session, subscription, place);
    }
  });
  // The fence ends what is in flight; this wakes who has nothing to do.
  await leases.revoke(subscription);
  return position;
};

const placeAt = async (log: EventLog, position: Position): Promise<CheckpointPlace> => {
  if (position === START) return { position, hash: null };
  const head = await log.head();
  const commit = await log.storage.headerAt(position);
  if (!commit) throw positionBeyondHead(position, head);
  const { lastPosition, hash } = commit;
  return lastPosition === position ? { position, hash } : placeAt(log, toPosition(commit.position - 1));
};
