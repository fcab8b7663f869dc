import { isCommand } from '../evidence/call';
import type { Checker } from '../evidence/evidence';
import { outcomeOf } from '../evidence/outcome';
import { commitsOf, named } from './commits-of';

/** What a client was told is refused, or not written, is not in the log, then or later. */
export const refusedIsAbsent: Checker = ({ calls, logs, later }) => {
  const [then, now] = [commitsOf(logs), commitsOf(later)];
  return calls.filter(isCommand).flatMap((call) => {
    const { kind } = outcomeOf(call);
    if (kind !== 'refused' && kind !== 'unwritten') return [];
    const [found] = [...then(call), ...now(call)];
    return found ? [`${named(call)} was ${kind}, and is in the log at ${found.position}.`] : [];
  });
};
