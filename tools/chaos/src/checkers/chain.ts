import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Checker } from '../evidence/evidence';
import type { RawCommit } from '../evidence/raw-log';

const digest = (value: unknown): string => hash('sha256', canonicalize(value) ?? '', 'hex');

/** The hash that a commit has after another one, from the form that the log is documented in. */
export const hashAfter = (
  previous: string,
  { _id: id, events, metadata, position, recordedAt }: Omit<RawCommit, 'hash'>,
): string =>
  digest({
    content: digest({ id, events, metadata }),
    ...{ position, previous, recordedAt: recordedAt.toISOString() },
  });

export const NOTHING_BEFORE = '0'.repeat(64);

/** The hash of each commit follows from what it says and from the one before it. */
export const chainHolds: Checker = ({ later }) =>
  Object.entries(later).flatMap(([name, log]) =>
    log.flatMap((commit, index) => {
      const expected = hashAfter(log[index - 1]?.hash ?? NOTHING_BEFORE, commit);
      if (commit.hash === expected) return [];
      return [`In ${name} the hash of ${commit._id} at ${commit.position} does not follow.`];
    }),
  );
