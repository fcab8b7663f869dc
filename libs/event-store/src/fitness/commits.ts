import { type Commit, type EventData, toPosition } from '../contract';
import { fromStored, MongoCommitStorage } from '../log';
import type { Scratch } from './scratch';

const MAX_EVENTS = 2;
const PATIENCE_MS = 10_000;

/** The log's own storage, over scratch commits of at most two events. */
export const scratchLog = ({ db, causality, log }: Scratch): MongoCommitStorage =>
  new MongoCommitStorage(db, causality, MAX_EVENTS, PATIENCE_MS, log);

/** A commit to try a server with. */
export const commitAt = (position: number, events: readonly EventData[], id = `at ${position}`): Commit =>
  fromStored({ _id: id, position, recordedAt: new Date(0), events, metadata: {}, hash: '' });

/** An event of a type with tags. */
export const event = (type: string, tags: readonly string[], data: EventData['data'] = {}): EventData => ({
  type,
  version: 1,
  tags,
  data,
});

/** The range of positions that a check has for itself. */
export const rangeOf = (after: number, upTo: number) => ({
  after: toPosition(after),
  upTo: toPosition(upTo),
});
