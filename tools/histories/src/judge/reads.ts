import { isDeepStrictEqual } from 'node:util';
import type { Read } from '../clients/tried';
import { tagOf } from '../bank/account';
import type { Replay } from './replay';
import type { Violation } from './violation';

/** The reads that show what never was, or not any more. */
export const readFaults = (replay: Replay, reads: readonly Read[]): readonly Violation[] =>
  reads.flatMap((read): Violation[] => {
    if (read.kind === 'failed') return [{ rule: 'errors are those that are promised', what: read.message }];
    return isSnapshot(replay, read)
      ? []
      : [{ rule: 'a read is a snapshot, no older than what was known', what: JSON.stringify(read) }];
  });

const isSnapshot = (replay: Replay, read: Exclude<Read, { readonly kind: 'failed' }>): boolean => {
  const { knownBefore, headAfter } = read;
  if (read.kind === 'events') return areEvents(replay, read);
  const { position } = read;
  const asked = read.kind === 'state' ? read.asked : undefined;
  const isInTime =
    asked === undefined ? position >= knownBefore && position <= headAfter : position === asked;
  return (
    isInTime &&
    (read.kind === 'head' || isDeepStrictEqual(read.state, replay.accountAt(read.account, position)))
  );
};

const areEvents = (
  replay: Replay,
  {
    account,
    after,
    upTo,
    backwards,
    limit,
    events,
    knownBefore,
    headAfter,
  }: Extract<Read, { readonly kind: 'events' }>,
): boolean => {
  const heads = upTo === undefined ? replay.momentsBetween(knownBefore, headAfter, [account]) : [upTo];
  const tagged = replay.events.filter(({ tags }) => tags.includes(tagOf(account)));
  return heads.some((head) => {
    const expected = tagged.filter(({ position }) => position > after && position <= head);
    const ordered = backwards ? expected.toReversed() : expected;
    return isDeepStrictEqual(events, ordered.slice(0, limit));
  });
};
