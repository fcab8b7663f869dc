import { isDeepStrictEqual } from 'node:util';
import { accountsOf, type DecidedCommand, rule } from '../bank/command';
import { isFinal } from '../clients/journal';
import type { Answer, Try } from '../clients/tried';
import { isMeant } from '../query';
import { describe } from './describe';
import type { Replay } from './replay';
import type { Violation } from './violation';

type Told<Kind extends Answer['kind']> = Extract<Answer, { readonly kind: Kind }>;
type Fault = Violation['rule'] | undefined;

/** The answers that do not fit the log. */
export const answerFaults = (replay: Replay, tries: readonly Try[]): readonly Violation[] => {
  const overlapping = overlapsOf(tries);
  return tries.flatMap((one): Violation[] => {
    const fault = faultOf(replay, one, overlapping);
    return fault === undefined
      ? []
      : [{ rule: fault, what: `${describe(one)} was told ${JSON.stringify(one.answer)}` }];
  });
};

const faultOf = (replay: Replay, one: Try, knownBefore: (one: Try) => number): Fault => {
  const { answer, command } = one;
  if (answer.kind === 'unexpected') return 'errors are those that are promised';
  if (answer.kind === 'silence') return 'everybody is answered';
  if (answer.kind === 'unknown') return undefined;
  if (answer.kind === 'written') return writtenFault(replay, one, answer);
  if (replay.byTry.has(one.id)) return 'what was not written is not in the log';
  if (answer.kind === 'unwritten') return undefined;
  if (command.kind === 'mark') {
    return answer.kind === 'conflict' && isConflict(replay, one, answer)
      ? undefined
      : 'a refusal had its reason';
  }
  const from = knownBefore(one);
  if (answer.kind === 'nothing') return nothingFault(replay, one, command, answer, from);
  return answer.kind === 'refused' && isJustified(replay, one, command, answer, from)
    ? undefined
    : 'a refusal had its reason';
};

const writtenFault = (replay: Replay, one: Try, answer: Told<'written'>): Fault => {
  const { key, command, headAfter } = one;
  const commit = replay.commitAt.get(answer.position);
  const isThere =
    commit?.lastPosition === answer.lastPosition &&
    (key === undefined || commit.id === key) &&
    (answer.duplicate || commit.metadata.try === one.id);
  if (!isThere) return 'what was acknowledged is in the log';
  if (answer.lastPosition > headAfter) return 'nobody is told what no majority holds';
  if (command.kind === 'mark' || answer.states === undefined) return undefined;
  const states = replay.statesAt(command, answer.lastPosition);
  return isDeepStrictEqual(answer.states, states) ? undefined : 'an answer is as of its place';
};

const nothingFault = (
  replay: Replay,
  { headAfter }: Try,
  command: DecidedCommand,
  { position, states }: Told<'nothing'>,
  from: number,
): Fault => {
  if (position > headAfter) return 'nobody is told what no majority holds';
  if (position < from) return 'a read is a snapshot, no older than what was known';
  const expected = replay.statesAt(command, position);
  return isDeepStrictEqual(states, expected) && rule(command, states).kind === 'nothing'
    ? undefined
    : 'an answer is as of its place';
};

const isJustified = (
  replay: Replay,
  { headAfter }: Try,
  command: DecidedCommand,
  { reason, states }: Told<'refused'>,
  from: number,
): boolean => {
  const ruling = rule(command, states);
  return (
    ruling.kind === 'refused' &&
    ruling.reason === reason &&
    replay
      .momentsBetween(from, headAfter, accountsOf(command))
      .some((moment) => isDeepStrictEqual(states, replay.statesAt(command, moment)))
  );
};

const isConflict = (replay: Replay, { command, headAfter }: Try, { foundAt }: Told<'conflict'>): boolean => {
  const event = replay.events[(foundAt ?? 0) - 1];
  if (command.kind !== 'mark' || command.unless === undefined) return false;
  if (event === undefined || event.position <= command.unless.after || event.position > headAfter)
    return false;
  return isMeant(command.unless.query, event);
};

/**
 * What was known when a try began, or when one of the same key did that was under way at the same time: what that one
 * was refused for holds for both.
 */
const overlapsOf = (tries: readonly Try[]): ((one: Try) => number) => {
  const byKey = Map.groupBy(tries, ({ key, id }) => key ?? id);
  return ({ key, id, began, ended }) =>
    Math.min(
      ...(byKey.get(key ?? id) ?? []).flatMap((other) =>
        other.began < ended && (other.ended > began || !isFinal(other.answer)) ? [other.knownBefore] : [],
      ),
    );
};
