import { isFinal } from '../clients/journal';
import type { Try } from '../clients/tried';
import { describe } from './describe';
import type { Replay } from './replay';
import type { Violation } from './violation';

/** What does not fit together of all that was said of a key. */
export const keyFaults = (replay: Replay, tries: readonly Try[]): readonly Violation[] => [
  ...contradictions(replay, tries),
  ...secondAnswers(replay, tries),
  ...openEnds(tries),
];

/**
 * Once it is final that a try of a key is not written, no other that had begun by then may be; and once one is written,
 * none that begins later may be told otherwise.
 */
const contradictions = (replay: Replay, tries: readonly Try[]): Violation[] => {
  const byId = new Map(tries.map((one) => [one.id, one]));
  const written = new Map(
    replay.log.flatMap((commit) => {
      const author = byId.get(commit.metadata.try ?? '');
      return author ? [[commit.id, { author, at: commit.position }] as const] : [];
    }),
  );
  return tries.flatMap((refused): Violation[] => {
    const { key = '', answer, began, headBefore } = refused;
    const commit = written.get(key);
    if (commit === undefined || !isFinal(answer) || answer.kind === 'written') return [];
    const { author, at } = commit;
    const isContradicted =
      author.began < began ||
      headBefore >= at ||
      replay.recordsOf(key).some(({ position }) => position > author.headBefore && position < at);
    const story = `${describe(author)} lies at ${at}, and ${refused.id} at ${refused.instance} was told: ${answer.kind}`;
    return isContradicted ? [{ rule: 'a key has one story', what: story }] : [];
  });
};

/** Of the answers without a write the first that is recorded after a try began is the answer of that try. */
const secondAnswers = (replay: Replay, tries: readonly Try[]): Violation[] =>
  tries.flatMap((one): Violation[] => {
    const { key, answer, headBefore } = one;
    if (key === undefined || (answer.kind !== 'refused' && answer.kind !== 'nothing')) return [];
    const first = replay.recordsOf(key).find(({ position }) => position > headBefore);
    if (first && (first.type === 'CommandRefused') === (answer.kind === 'refused')) return [];
    const story = `${describe(one)} was told: ${answer.kind}, and ${first?.type ?? 'nothing'} was recorded first`;
    return [{ rule: 'a key has one story', what: story }];
  });

/** When everything has arrived and nothing fails any more, whoever asks is told. */
const openEnds = (tries: readonly Try[]): Violation[] =>
  [...new Map(tries.map((one) => [one.key ?? one.id, one])).values()].flatMap((last): Violation[] =>
    last.key !== undefined && last.answer.kind === 'unknown' && !wasAnswered(tries, last.key)
      ? [{ rule: 'in the end everybody learns what came of it', what: describe(last) }]
      : [],
  );

const wasAnswered = (tries: readonly Try[], wanted: string): boolean =>
  tries.some(({ key, answer }) => key === wanted && isFinal(answer));
