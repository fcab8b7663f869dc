import type { DecisionModels } from '../../models';
import { anyOf, matches, type RecordedEvent } from '../../contract';
import { failed } from './assertions';
import type { DecisionParts, Verdict } from './decision-parts';
import { eventsOf, type History } from './history';

/** A decision and what was stored between its reading and its append. @typeParam Decision what follows a conflict */
export class ConflictScenario<Decision> {
  constructor(
    private readonly parts: Pick<DecisionParts<DecisionModels>, 'models' | 'guard' | 'history'>,
    private readonly verdict: Verdict,
    private readonly happened: History,
    private readonly decideOn: (history: History) => Decision,
  ) {}

  /**
   * The append is refused: something that happened meanwhile matches what the decision conflicts with.
   * @throws ExpectationError
   */
  thenConflicts(): void {
    if (!this.#conflict())
      throw failed('The decision was expected to conflict with what happened, and stands.');
  }

  /**
   * The append succeeds: nothing that happened meanwhile can invalidate the decision.
   * @throws ExpectationError
   */
  thenStands(): void {
    const conflict = this.#conflict();
    if (conflict) {
      const { type, tags } = conflict;
      throw failed(`The decision was expected to stand, and conflicts with ${type} [${tags.join(', ')}].`);
    }
  }

  /**
   * The decision that follows a conflict, on everything that has happened.
   * @throws ExpectationError when there is no conflict
   */
  decidedAnew(): Decision {
    this.thenConflicts();
    return this.decideOn([...this.parts.history, ...this.happened]);
  }

  /** The first event that makes the append fail. */
  #conflict(): RecordedEvent | undefined {
    if (this.verdict.kind === 'thrown' || this.verdict.events.length === 0) {
      throw failed('The decision writes nothing, so nothing can conflict with it. Give what lets it write.');
    }
    const { models, guard } = this.parts;
    const queries = Object.values(models).map(({ query, conflictsWith = query }) =>
      guard === 'conflicts' ? conflictsWith : query,
    );
    if (queries.length === 0) return undefined;
    return eventsOf(this.happened).find((event) => matches(anyOf(queries), event));
  }
}
