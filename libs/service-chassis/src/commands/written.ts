import type { EventType } from '@event-sourcing/domain-kernel';
import type { Commit, Decided, DecisionModels } from '@event-sourcing/event-store';

/** A decision that wrote something, now or when it was asked for first. */
type Written<Models extends DecisionModels> = Extract<Decided<Models>, { kind: 'written' }>;

/**
 * The outcome of a command that always writes or refuses.
 * @throws Error when it did neither: a defect of its decider
 */
export const written = <Models extends DecisionModels>(decided: Decided<Models>): Written<Models> => {
  if (decided.kind === 'written') return decided;
  throw new Error(`A decision at position ${decided.position} neither wrote nor refused.`);
};

/** What an event of a commit holds, as stored: a repeat is answered from it, never from its own request. */
export const dataOf = <Data extends object>(
  { id, events }: Commit,
  { type, schema }: EventType<string, Data>,
): Data => {
  const event = events.find((candidate) => candidate.type === type);
  if (event === undefined) throw new Error(`Commit ${id} holds no ${type}.`);
  return schema.parse(event.data);
};
