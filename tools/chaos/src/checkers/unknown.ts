import { isCommand } from '../evidence/call';
import type { Checker, Evidence, LogName } from '../evidence/evidence';
import { outcomeOf } from '../evidence/outcome';
import { commitsOf, named } from './commits-of';

/** What nobody was answered is in the log once or not at all, and that does not change any more. */
export const unknownResolves: Checker = ({ calls, logs, later }) => {
  const [then, now] = [commitsOf(logs), commitsOf(later)];
  return calls.filter(isCommand).flatMap((call) => {
    if (outcomeOf(call).kind !== 'unknown') return [];
    const [before, after] = [then(call), now(call)];
    if (before.length > 1 || after.length > 1) return [`${named(call)} is in the log more than once.`];
    if (before[0]?.hash === after[0]?.hash) return [];
    return [`${named(call)} was in the log ${before.length} times, and ${after.length} times later.`];
  });
};

/** What was seen in a log stays there, as it was. */
export const seenStays: Checker = ({ witnessed, logs, later }: Evidence) => {
  const places = (evidence: Evidence['logs'], log: LogName) =>
    new Map(evidence[log].map(({ position, _id, hash }) => [position, `${_id} ${hash}`] as const));
  const known = {
    bank: [places(logs, 'bank'), places(later, 'bank')],
    messages: [places(logs, 'messages'), places(later, 'messages')],
  };
  return witnessed.flatMap(({ log, id, position, hash }) =>
    known[log].every((at) => at.get(position) === `${id} ${hash}`)
      ? []
      : [`${id} was seen in the log of ${log} at ${position}, and is not there any more as it was.`],
  );
};
