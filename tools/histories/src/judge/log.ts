import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Commit } from '@event-sourcing/event-store';
import canonicalize from 'canonicalize';
import { eventsOf, rule } from '../bank/command';
import type { Try } from '../clients/tried';
import { firstMeant } from '../query';
import { describe } from './describe';
import type { Replay } from './replay';
import type { Violation } from './violation';

/** What is wrong with the log as it lies there. */
export const logFaults = (replay: Replay, tries: readonly Try[]): readonly Violation[] => [
  ...orderFaults(replay.log),
  ...chainFaults(replay.log),
  ...originFaults(replay, tries),
];

const orderFaults = (log: readonly Commit[]): Violation[] => {
  let head = 0;
  return log.flatMap(({ id, position, lastPosition, events }) => {
    const next = head + 1;
    head = lastPosition;
    return position === next && lastPosition === position + events.length - 1
      ? []
      : [
          {
            rule: 'positions have no gap and no second owner',
            what: `${id} lies at ${position} to ${lastPosition}, and the next position was ${next}`,
          },
        ];
  });
};

const sha256 = (value: object): string => hash('sha256', canonicalize(value) ?? '', 'hex');

const chainFaults = (log: readonly Commit[]): Violation[] => {
  let previous: Pick<Commit, 'hash' | 'recordedAt'> = { hash: '0'.repeat(64), recordedAt: new Date(0) };
  return log.flatMap((commit) => {
    const { id, position, recordedAt, metadata, events } = commit;
    const said = events.map(({ type, version, tags, data }) => ({ type, version, tags, data }));
    const content = sha256({ id, metadata, events: said });
    const expected = sha256({
      content,
      position,
      previous: previous.hash,
      recordedAt: recordedAt.toISOString(),
    });
    const isWhole = commit.hash === expected && recordedAt >= previous.recordedAt;
    previous = commit;
    return isWhole
      ? []
      : [{ rule: 'the chain is whole, and its time never runs back', what: `${id} at ${position}` }];
  });
};

const originFaults = (replay: Replay, tries: readonly Try[]): Violation[] => {
  const byId = new Map(tries.map((one) => [one.id, one]));
  const written = new Set<string>();
  return replay.log.flatMap((commit): Violation[] => {
    if (isRecord(commit)) return [];
    const { id, position, metadata, events } = commit;
    const author = byId.get(metadata.try ?? '');
    const said = events.map(({ type, version, tags, data }) => ({ type, version, tags, data }));
    if (
      author === undefined ||
      written.has(author.id) ||
      (author.key !== undefined && author.key !== id) ||
      !isDeepStrictEqual(said, eventsOf(author.command))
    ) {
      const what = `${id} at ${position}, by ${author?.id ?? 'nobody'}: ${JSON.stringify(said)}`;
      return [{ rule: 'a commit is what one try asked for, written once', what }];
    }
    written.add(author.id);
    return isAllowed(replay, author, position)
      ? []
      : [{ rule: 'what is written was allowed where it lies', what: `${describe(author)} at ${position}` }];
  });
};

/** What the store records of commands that wrote nothing. */
const isRecord = ({ events }: Commit): boolean =>
  events.every(({ tags }) => tags.every((tag) => tag.startsWith('command:')));

const isAllowed = (replay: Replay, { command, guard, answer, seen }: Try, position: number): boolean => {
  const upTo = position - 1;
  if (command.kind === 'mark') {
    const { unless } = command;
    return !unless || firstMeant(replay.events, unless.query, { after: unless.after, upTo }) === undefined;
  }
  const states = replay.statesAt(command, upTo);
  const isFirst = answer.kind === 'written' && !answer.duplicate;
  return (
    rule(command, states).kind === 'events' &&
    // Under the wider guard nothing at all may have come between what was seen and what was written.
    (guard === 'conflicts' || !isFirst || isDeepStrictEqual(seen, states))
  );
};
