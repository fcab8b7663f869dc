import { chain, type ChainEnd, EMPTY_CHAIN, prepareCommit } from '../../log';
import { type Commit, DEFAULT_LIMITS, type EventData, type RecordedEvent } from '../../contract';

/** What happened, in the order of the log: each event a commit of its own, a list inside one commit of several. */
export type History<Event extends EventData<string, object> = EventData<string, object>> = readonly (
  Event | readonly Event[]
)[];

const NOON = Date.UTC(2030, 0, 1, 12);
const MINUTE_MS = 60_000;

/**
 * The commits of a history, as a log would hold them: the positions 1, 2, 3 …, and a commit whose first event is the
 * n-th recorded n minutes after noon.
 * @throws EventStoreError `invalid-append` for what no log would take
 */
export const commitsOf = (history: History, begin: ChainEnd = EMPTY_CHAIN): readonly Commit[] => {
  let end = begin;
  return history.map((entry) => {
    const position = end.lastPosition + 1;
    const events = 'type' in entry ? [entry] : entry;
    const prepared = prepareCommit(
      { events, command: { id: `commit-${position}`, anyRequest: true } },
      DEFAULT_LIMITS,
    );
    const commit = chain(prepared, end, new Date(NOON + position * MINUTE_MS));
    end = commit;
    return commit;
  });
};

/** The events of a history, in order. */
export const eventsOf = (history: History): readonly RecordedEvent[] =>
  commitsOf(history).flatMap(({ events }) => events);

/**
 * The events of a history as a log would hold them: the positions 1, 2, 3 …, and times that are the same at every run,
 * minutes after noon of 2030-01-01.
 * @throws EventStoreError `invalid-append` for what no log would take
 */
export function recorded<Event extends EventData<string, object>>(
  history: History<Event>,
): readonly RecordedEvent<Event>[];
export function recorded(history: History): readonly RecordedEvent[] {
  return eventsOf(history);
}
