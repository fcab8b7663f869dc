import type { Checker } from '../evidence/evidence';
import { changesIn } from './replay-messages';

/** A stream tells its user's events from where it began, each once and in order, whoever broke it off and came back. */
export const streamsTellEachOnce: Checker = ({ later, watched }) => {
  const changes = Map.groupBy(changesIn(later.messages), ({ userId }) => userId);
  return watched.flatMap(({ user, from, told }) => {
    const due = (changes.get(user) ?? []).filter(({ position }) => position > from);
    const lines = due.map(({ position, kind, messageId }) => `${position} ${kind} ${messageId}`);
    const heard = told.map(({ position, event, message }) => `${position} ${event} ${message}`);
    const at = Math.max(
      lines.findIndex((line, index) => line !== heard[index]),
      heard.findIndex((line, index) => line !== lines[index]),
    );
    if (at === -1) return [];
    return [`${user} was told "${heard[at] ?? 'nothing'}" instead of "${lines[at] ?? 'nothing'}".`];
  });
};
