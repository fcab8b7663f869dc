import { isDeepStrictEqual } from 'node:util';
import { fold, judge, mapStates } from '../../decisions';
import type { DecisionModels } from '../../models';
import { DEFAULT_LIMITS, type EventData, matches } from '../../contract';
import { prepareCommit } from '../../log';
import { assertSame, failed, messageOf } from './assertions';
import type { DecisionParts, Verdict } from './decision-parts';
import { eventsOf, type History } from './history';
import { ConflictScenario } from './conflict-scenario';

/**
 * A decision, to be held against what was expected of it: end with one of its `then…`, each throws an ExpectationError
 * when it is otherwise.
 */
export class Decision<Models extends DecisionModels> {
  constructor(private readonly parts: DecisionParts<Models>) {}

  /**
   * Exactly these events happen, in this order.
   * @throws ExpectationError; EventStoreError `invalid-append` when no log would take them
   */
  then(expected: readonly EventData<string, object>[]): void {
    const isList: boolean = Array.isArray(expected);
    // A promise chain calls `then` with functions.
    if (!isList)
      throw failed('A decision was given back or awaited. End it with then([…]) or another then….');
    assertSame(this.#events(), storable(expected), 'Other events were decided than expected.');
  }

  /**
   * Nothing is left to do: no events, no refusal.
   * @throws ExpectationError
   */
  thenNothing(): void {
    assertSame(this.#events(), [], 'Events were decided where nothing was expected to happen.');
  }

  /**
   * It is refused by an error with this `code`, and exactly these `facts` when they are named.
   * @throws ExpectationError
   */
  thenRefuses(code: string, facts?: object): void {
    const error = this.#thrown();
    if (typeof error !== 'object' || error === null || !('code' in error)) {
      throw failed(`Refusal ${code} was expected, not an error without a code: ${print(error)}`, error);
    }
    assertSame(
      { code: error.code, ...(facts && { facts: 'facts' in error ? error.facts : undefined }) },
      { code, ...(facts && { facts }) },
      'It was refused otherwise than expected.',
    );
  }

  /**
   * Something is thrown that fits.
   * @throws ExpectationError
   */
  thenThrows(fits: (error: unknown) => boolean): void {
    const error = this.#thrown();
    if (!fits(error)) throw failed(`Something else was thrown than expected: ${print(error)}`, error);
  }

  /**
   * What others store between the reading and the append of this decision.
   * @throws ExpectationError when the decider is not pure
   */
  meanwhile(happened: History): ConflictScenario<Decision<Models>> {
    return new ConflictScenario(this.parts, this.verdict(), happened, (history) => {
      return new Decision({ ...this.parts, history });
    });
  }

  /**
   * What the decider makes of the states.
   * @throws ExpectationError when it does not make the same of the same states again
   */
  verdict(): Verdict {
    const [first, second] = [this.#decide(), this.#decide()];
    if (!isDeepStrictEqual(first, second)) {
      throw failed(
        'The decider made two different things of the same states. ' +
          'Time, ids and chance must enter with the command.',
      );
    }
    return first;
  }

  #decide(): Verdict {
    const { models, history, decide } = this.parts;
    const events = eventsOf(history);
    const states = mapStates(models, (model) =>
      fold(
        model,
        model.initial,
        events.filter((event) => matches(model.query, event)),
      ),
    );
    const verdict = judge(models, decide, states);
    return 'write' in verdict
      ? { kind: 'events', events: storable(verdict.write) }
      : { kind: 'thrown', error: verdict.refuse };
  }

  #events(): readonly EventData[] {
    const verdict = this.verdict();
    if (verdict.kind === 'thrown') {
      throw failed(`Nothing was expected to be thrown: ${print(verdict.error)}`, verdict.error);
    }
    return verdict.events;
  }

  #thrown(): unknown {
    const verdict = this.verdict();
    if (verdict.kind === 'events') {
      assertSame(verdict.events, 'a refusal', 'Events were decided where a refusal was expected.');
      return undefined;
    }
    return verdict.error;
  }
}

/** Events as a log takes them: what no log would take is found here. */
const storable = (events: readonly EventData<string, object>[]): readonly EventData[] =>
  events.length === 0 ? [] : prepareCommit({ events }, DEFAULT_LIMITS).events;

const print = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : messageOf(error);
