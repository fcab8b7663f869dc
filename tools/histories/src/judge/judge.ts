import type { History } from '../run-history';
import { answerFaults } from './answers';
import { keyFaults } from './keys';
import { logFaults } from './log';
import { readFaults } from './reads';
import { Replay } from './replay';
import type { Violation } from './violation';

/** Everything that a history breaks, judged by a serial model that shares no code with the store. */
export const judge = ({
  log,
  tries,
  reads,
}: Pick<History, 'log' | 'tries' | 'reads'>): readonly Violation[] => {
  const replay = new Replay(log);
  return [
    ...logFaults(replay, tries),
    ...answerFaults(replay, tries),
    ...keyFaults(replay, tries),
    ...readFaults(replay, reads),
  ];
};
