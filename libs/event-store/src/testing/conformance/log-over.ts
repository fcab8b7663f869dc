import { EventStore } from '../../event-store';
import { type CommitStorage, EventLog } from '../../log';
import { FaultyCommitStorage } from '../faulty-commit-storage';
import type { LogUnderTest } from './conformance';

/**
 * A log to be tested, over storages on one and the same empty log.
 * @param openStorage opens one for an instance; two instances share nothing but the database, as two processes would
 */
export const logOver = (openStorage: () => CommitStorage | Promise<CommitStorage>): LogUnderTest => ({
  async open({ clockAheadMs, ...options } = {}) {
    const storage = new FaultyCommitStorage(await openStorage(), clockAheadMs);
    return { storage, store: new EventStore(await EventLog.open(storage, options)) };
  },
});
