import { isCommand } from '../evidence/call';
import type { Checker } from '../evidence/evidence';
import { outcomeOf } from '../evidence/outcome';
import { commitsOf, named } from './commits-of';
import { saysWhatWasAsked } from './says-what-was-asked';

/** To have read what is read already is acknowledged too, and writes nothing. */
const MAY_WRITE_NOTHING = 'read';

/** What a client was told is done is in the log, once, where it was told, and says what was asked. */
export const acknowledgedIsThereOnce: Checker = ({ calls, later }) => {
  const commits = commitsOf(later);
  return calls.filter(isCommand).flatMap((call) => {
    const outcome = outcomeOf(call);
    if (outcome.kind !== 'acknowledged') return [];
    const [commit, ...more] = commits(call);
    if (commit === undefined && call.request.kind === MAY_WRITE_NOTHING) return [];
    if (commit === undefined) return [`${named(call)} was acknowledged, and is not in the log.`];
    if (more.length > 0) return [`${named(call)} is in the log ${more.length + 1} times.`];
    const [event, ...others] = commit.events;
    if (event === undefined || others.length > 0 || !saysWhatWasAsked(event, call))
      return [`${named(call)} is in the log as ${JSON.stringify(commit.events)}.`];
    const { position } = outcome.answer;
    if (position === commit.position) return [];
    return [`${named(call)} was acknowledged at ${position ?? 'no position'} and is at ${commit.position}.`];
  });
};
