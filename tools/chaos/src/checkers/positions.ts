import type { Checker } from '../evidence/evidence';

/** Each log holds the positions 1 to N, each of them once, at times that never run backwards. */
export const positionsAreDense: Checker = ({ later }) =>
  Object.entries(later).flatMap(([name, log]) => {
    let [next, time] = [1, 0];
    return log.flatMap(({ _id, position, events, recordedAt }) => {
      const faults = [
        ...(position === next ? [] : [`In ${name} ${_id} is at ${position} instead of ${next}.`]),
        ...(recordedAt.getTime() < time ? [`In ${name} ${_id} is earlier than the commit before it.`] : []),
        ...(events.length > 0 ? [] : [`In ${name} ${_id} has no event.`]),
      ];
      next = position + events.length;
      time = recordedAt.getTime();
      return faults;
    });
  });
