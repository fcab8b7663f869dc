import type { Commit } from '@event-sourcing/event-store';
import type { MongoClient } from 'mongodb';
import { correlated, type Found, type NamedLog } from './correlated';

/** Where a commit comes from, and what came of it. */
export interface Explained {
  /** The commit that it names as its cause; absent: it names none, or none that is found. */
  readonly cause?: Found;
  /** Earlier in the same request. */
  readonly before: readonly Found[];
  readonly followed: readonly Found[];
}

/**
 * Explains a commit by all logs that are given.
 * @param within positions to look at on either side, in each log
 */
export const explainCommit = async (
  client: MongoClient,
  logs: readonly NamedLog[],
  commit: Commit,
  within: number,
): Promise<Explained> => {
  const { causationId } = commit.metadata;
  const request = await requestOf(client, logs, commit, within);
  const before = request.filter(({ commit: one }) => isBefore(one, commit));
  const cause = causationId === undefined ? undefined : await causeOf(logs, causationId);
  const followed = request.filter(
    ({ commit: one }) => one.id !== commit.id && !before.some((two) => two.commit === one),
  );
  return { ...(cause && { cause }), before, followed };
};

/** Everything of the request that a commit belongs to, in order of time. */
const requestOf = async (
  client: MongoClient,
  logs: readonly NamedLog[],
  commit: Commit,
  within: number,
): Promise<readonly Found[]> => {
  const found = await Promise.all(logs.map((log) => correlated(client, log, commit, within)));
  return found
    .flat()
    .toSorted((one, other) => one.commit.recordedAt.getTime() - other.commit.recordedAt.getTime());
};

const isBefore = (one: Commit, other: Commit): boolean =>
  one.id !== other.id &&
  (one.recordedAt < other.recordedAt ||
    (one.recordedAt <= other.recordedAt && one.position < other.position));

/** What a commit names as its cause is a commit of one of the logs, where a reaction wrote it. */
const causeOf = async (logs: readonly NamedLog[], causationId: string): Promise<Found | undefined> => {
  for (const { log, store } of logs) {
    const commit = await store.log.commitById(causationId);
    if (commit) return { log, commit };
  }
  return undefined;
};
