import type { Query, QueryItem } from '@event-sourcing/event-store';
import type { Attempt, Tried } from './attempt';

/** An event of the log, as far as the model looks. */
export interface LoggedEvent {
  readonly position: number;
  readonly commitId: string;
  readonly type: string;
  readonly tags: readonly string[];
}

/** What the comparison of a log with a serial model found. */
export interface Findings {
  readonly events: number;
  readonly stored: number;
  readonly conflicts: number;
  readonly unknown: number;
  /** Appends that stand although their condition forbade it. */
  readonly falsePasses: readonly string[];
  /** Appends that were refused although nothing matched. */
  readonly falseConflicts: readonly string[];
  /** Gaps, lost or doubled commits, answers that the log contradicts, errors that nobody promised. */
  readonly faults: readonly string[];
}

/**
 * Judges every append as if they had been made one after another, in the order of the log. Written apart from the
 * store's own matching on purpose.
 */
export const compare = (log: readonly LoggedEvent[], tried: readonly Tried[]): Findings => {
  const model = new SerialModel(log);
  const falsePasses: string[] = [];
  const falseConflicts: string[] = [];
  const faults = [...model.faults];
  const attempts = new Map(tried.map(({ attempt }) => [attempt.commitId, attempt]));

  for (const [commitId, position] of model.commits) {
    const condition = attempts.get(commitId)?.condition;
    const match = condition && model.firstMatch(condition.failIfEventsMatch, condition.after ?? 0, position);
    if (match) falsePasses.push(`${commitId} at ${position}: ${match.commitId} at ${match.position} matched`);
  }
  for (const { attempt, outcome } of tried) {
    const place = model.commits.get(attempt.commitId);
    if (outcome.kind === 'stored' && place !== outcome.position) {
      faults.push(
        `${attempt.commitId} was acknowledged at ${outcome.position} and lies at ${place ?? 'no place'}`,
      );
    }
    if (outcome.kind === 'conflict' && place !== undefined) {
      faults.push(`${attempt.commitId} was refused and lies at ${place}`);
    }
    if (outcome.kind === 'conflict' && !model.matchesAt(attempt, outcome.foundAt)) {
      falseConflicts.push(`${attempt.commitId}: nothing that matches lies at ${outcome.foundAt}`);
    }
    if (outcome.kind === 'error') faults.push(`${attempt.commitId}: ${outcome.message}`);
    if (outcome.kind === 'stored' && !model.holds(attempt, outcome.position)) {
      faults.push(`${attempt.commitId} does not lie in the log as it was appended`);
    }
  }
  const count = (kind: string) => tried.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    events: log.length,
    stored: count('stored'),
    conflicts: count('conflict'),
    unknown: count('unknown'),
    falsePasses,
    falseConflicts,
    faults,
  };
};

class SerialModel {
  readonly faults: string[] = [];
  /** First positions of the commits, by their ids. */
  readonly commits = new Map<string, number>();
  readonly #byTag = new Map<string, LoggedEvent[]>();

  constructor(private readonly log: readonly LoggedEvent[]) {
    log.forEach((event, index) => {
      if (event.position !== index + 1) this.faults.push(`position ${index + 1} is ${event.position}`);
      const place = this.commits.get(event.commitId);
      if (place === undefined) this.commits.set(event.commitId, event.position);
      else if (log[index - 1]?.commitId !== event.commitId)
        this.faults.push(`${event.commitId} lies at ${place} and ${event.position}`);
      for (const tag of event.tags) {
        const tagged = this.#byTag.get(tag);
        if (tagged) tagged.push(event);
        else this.#byTag.set(tag, [event]);
      }
    });
  }

  /** The first event after one position and before another that matches. */
  firstMatch(query: Query, after: number, before: number): LoggedEvent | undefined {
    const items = query.items.length === 0 ? [{}] : query.items;
    for (const item of items) {
      const candidates =
        item.tags?.[0] === undefined
          ? this.log.slice(after, before - 1)
          : (this.#byTag.get(item.tags[0]) ?? []);
      const found = candidates.find(
        (event) => event.position > after && event.position < before && isMatch(item, event),
      );
      if (found) return found;
    }
    return undefined;
  }

  /** Whether what an attempt was refused for is so. */
  matchesAt({ condition }: Attempt, position: number): boolean {
    const event = this.log[position - 1];
    if (!condition || !event || position <= (condition.after ?? 0)) return false;
    const { items } = condition.failIfEventsMatch;
    return items.length === 0 || items.some((item) => isMatch(item, event));
  }

  /** Whether the events of an attempt lie at a position, in their order. */
  holds({ commitId, events }: Attempt, position: number): boolean {
    return events.every(({ type, tags }, index) => {
      const event = this.log[position - 1 + index];
      return event?.commitId === commitId && event.type === type && event.tags.join() === tags.join();
    });
  }
}

const isMatch = ({ types, tags }: QueryItem, event: LoggedEvent): boolean => {
  const typeFits = types === undefined || types.length === 0 || types.some((type) => type === event.type);
  const owned = new Set(event.tags);
  return typeFits && (tags ?? []).every((tag) => owned.has(tag));
};
