import type { DecisionModel, Position, Query, RecordedEvent } from '@event-sourcing/event-store';
import { z } from 'zod';
import type { BankEvent } from './events';
import type { AccountState } from './state';

type Recorded = RecordedEvent<BankEvent>;
type Model = DecisionModel<AccountState, BankEvent>;

/** The domain knows the log's types only, so positions are branded here. */
const position = z.custom<Position>(Number.isSafeInteger);

const NOON = Date.UTC(2030, 0, 1, 12);

const matches = ({ items }: Query, event: BankEvent): boolean =>
  items.some(
    ({ types = [], tags = [] }) =>
      (types.length === 0 || types.includes(event.type)) && tags.every((tag) => event.tags.includes(tag)),
  );

/** Gives events the positions 1, 2, 3 …, the n-th recorded n minutes after noon. */
export const recordedAs = (events: readonly BankEvent[]): readonly Recorded[] =>
  events.map((event, index) => ({
    ...event,
    position: position.parse(index + 1),
    recordedAt: new Date(NOON + (index + 1) * 60_000),
    commitId: `commit-${index + 1}`,
    metadata: {},
  }));

/** A log in memory that judges append conditions as the real one does. */
export class BankLog {
  private events: readonly Recorded[] = [];

  get head(): number {
    return this.events.length;
  }

  /** What a model says as of a position. */
  stateOf(model: Model, upTo = this.head): AccountState {
    return this.events
      .slice(0, upTo)
      .filter((event) => matches(model.query, event))
      .reduce(model.evolve, model.initial);
  }

  /** Appends unless something that conflicts with a model was stored after the position; whether it did. */
  append(events: readonly BankEvent[], models: readonly Model[], after: number): boolean {
    const missed = this.events.slice(after);
    const conflict = models.some(({ query, conflictsWith = query }) =>
      missed.some((event) => matches(conflictsWith, event)),
    );
    if (!conflict) this.events = recordedAs([...this.events, ...events]);
    return !conflict;
  }

  all(): readonly Recorded[] {
    return this.events;
  }
}
