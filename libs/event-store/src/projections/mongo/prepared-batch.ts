import type { ClientSession } from 'mongodb';

/** What a batch changes. */
export interface PreparedBatch {
  /** Writes it within a transaction, the one that moves the checkpoint; may be run more than once. */
  write(session: ClientSession): Promise<void>;
  /** Is told when that has been committed. */
  stored(): void;
}
