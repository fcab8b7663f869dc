import type { EventData } from '../../contract';
import type { DecideOptions, Decider } from '../../decisions';
import type { DecisionModels } from '../../models';
import type { History } from './history';

/** What a decision is made of. */
export interface DecisionParts<Models extends DecisionModels> {
  readonly models: Models;
  readonly guard: NonNullable<DecideOptions['guard']>;
  readonly history: History;
  readonly decide: Decider<Models>;
}

/** What came of a decider: events as a log would take them, or what it threw. */
export type Verdict =
  | { readonly kind: 'events'; readonly events: readonly EventData[] }
  | { readonly kind: 'thrown'; readonly error: unknown };
