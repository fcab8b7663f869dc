import type { Audited } from '../storage';
import { canBeCommit, formFaults, idText } from './commit-form';
import type { StoredCommit } from './commit-form';
import { fromStored, sharedFromStored } from './stored-commit';

/** Takes a document for a commit, if it is in every respect of the form of one. */
export const auditStored = (stored: StoredCommit): Audited => {
  const faults = formFaults(stored);
  return faults.length === 0 ? { commit: fromStored(stored) } : malformed(stored, faults);
};

/** Takes it for one that may enter the window, if it can be read as one. */
export const sharedAudited = (stored: StoredCommit): Audited =>
  canBeCommit(stored) ? { commit: sharedFromStored(stored) } : malformed(stored, formFaults(stored));

const malformed = (stored: StoredCommit, faults: readonly string[]): Audited => ({
  commitId: idText(stored),
  position: typeof stored.position === 'number' ? stored.position : Number.NaN,
  malformed: faults.join(', '),
});
