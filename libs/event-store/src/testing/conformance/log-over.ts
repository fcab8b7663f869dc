import { EventStore } from '../../event-store';
import { type CommitStorage, EventLog } from '../../log';
import { FaultyCommitStorage } from '../faulty-commit-storage';
import type { LogUnderTest } from './conformance';

/**
 * A log to be tested, over storages on one and the same empty log.
 * @param openStorage opens one for an instance; two instances share nothing but the database, as two processes would
 */
export const logOver = (openStorage: () => CommitStorage | Promise<CommitStorage>): LogUnderTest => ({
  async open({ clockAheadMs, snapshots, ...options } = {}) {
    const storage = new FaultyCommitStorage(await openStorage(), clockAheadMs);
    const log = await EventLog.open(storage, options);
    return { storage, store: new EventStore(log, snapshots && { snapshots }) };
  },
});
