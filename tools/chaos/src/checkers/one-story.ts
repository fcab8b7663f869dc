import type { Attempt, Call } from '../evidence/call';
import { isCommand } from '../evidence/call';
import type { Checker } from '../evidence/evidence';
import { isRefusal, isSuccess } from '../evidence/outcome';
import { named } from './commits-of';

const isStrange = ({ answer }: Attempt): boolean =>
  answer !== undefined &&
  (answer.code === 'idempotency-key-reused' ||
    (answer.status >= 400 && ![404, 409, 422, 429, 503, 504].includes(answer.status)));

const story = (call: Call): readonly string[] => {
  const successes = call.attempts.filter(isSuccess);
  const answers = new Set(
    successes.map(({ answer }) => JSON.stringify([answer?.status, answer?.position, answer?.body])),
  );
  const refusals = call.attempts.filter(isRefusal);
  // An attempt that nobody has answered yet may arrive after a refusal; a success that was told is the key's for good.
  const late = refusals.find(({ began }) => successes.some(({ ended = Infinity }) => ended < began));
  const strange = call.attempts.find(isStrange);
  return [
    ...(answers.size > 1
      ? [`${named(call)} was answered in ${answers.size} ways: ${[...answers].join(' ')}.`]
      : []),
    ...(late ? [`${named(call)} was refused after it had succeeded.`] : []),
    ...(strange?.answer ? [`${named(call)} was answered ${JSON.stringify(strange.answer)}.`] : []),
  ];
};

/** All attempts under one key tell one story: the same success again and again, and no refusal after it. */
export const oneStoryForEachKey: Checker = ({ calls }) => calls.filter(isCommand).flatMap(story);
