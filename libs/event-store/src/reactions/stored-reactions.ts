import { EVERYTHING } from '../contract';
import type { Subscriptions } from '../subscriptions';
import { ParkedDecisions, ParkedItems } from './mongo';
import { reactionOf, reactionSubscription } from './names';
import { ReactionRunner } from './reaction-runner';

/** A reaction as an operator sees it, whichever code this process has: to be looked at and decided about. */
export type StoredReaction = Pick<
  ReactionRunner,
  'name' | 'status' | 'parked' | 'decideAboutParked' | 'resumeAt'
>;

/** The names of the reactions that have a checkpoint. */
export const listReactions = async ({ context }: Subscriptions): Promise<readonly string[]> => {
  const names = await context.checkpoints.names();
  return names.flatMap((name) => reactionOf(name) ?? []).toSorted();
};

/**
 * A reaction by its name, whichever code this process has.
 * @returns nothing when none of this name has a checkpoint
 * @throws EventStoreError `store-unavailable`, `store-refused`
 */
export const findReaction = async (
  subscriptions: Subscriptions,
  name: string,
): Promise<StoredReaction | undefined> => {
  if (!(await listReactions(subscriptions)).includes(name)) return undefined;
  const { store } = subscriptions.context;
  const parked = new ParkedItems(store.db, store.causality, name);
  const decisions = new ParkedDecisions(store.db, store.causality, name);
  await parked.prepare();
  await decisions.prepare();
  const subscription = await subscriptions.subscribe(reactionSubscription(name), NEVER_RUN);
  const startedAfter = await subscriptions.context.checkpoints.prepare(subscription.name);
  return new ReactionRunner(name, subscription, parked, decisions, startedAfter, () => store.log.now());
};

/** Only who has the code of a reaction runs it. */
const NEVER_RUN = {
  query: EVERYTHING,
  consume: () => Promise.reject(new Error('A reaction runs where its code is.')),
};
