import type { EventData } from '../../contract';
import type { Reaction } from '../../reactions';
import { assertSame } from './assertions';
import { eventsOf, type History } from './history';
import { react, type ReactionOutcome } from './react';

/** Positions of events, in order, by the key that orders them. */
export type PositionsByKey = Readonly<Record<string, readonly number[]>>;

/** A reaction that is told what has happened; it runs once, when the first of these is asked for. */
export interface GivenToReaction {
  /**
   * It reacts to these events, each try counted, in this order for each key. Between keys there is no order.
   * @throws ExpectationError when it does otherwise, or retries without end
   */
  thenCalls(expected: PositionsByKey): Promise<void>;
  /**
   * It sets exactly these events aside, those included that wait behind one of their key.
   * @throws ExpectationError when it does otherwise, or retries without end
   */
  thenParks(expected: PositionsByKey): Promise<void>;
  /**
   * Everything that it did, for what else there is to say.
   * @throws ExpectationError when it retries without end
   */
  outcome(): Promise<ReactionOutcome>;
}

/**
 * Given and then for a reaction, without a database and without waiting between tries: in order for each key, several
 * keys at the same time, what is parked holds back its own key only.
 *
 * ```ts
 * const messages = new FakeOutside<Notice>().fails(new Error('503'), { times: 2 });
 * const told = reaction(noticesTo(messages)).given([opened(a), opened(b), transferred(a, b, '30.00')]);
 * await told.thenCalls({ b: [3, 3, 3] });
 * expect(messages.received).toEqual([{ to: 'b', amount: '30.00' }]);
 * ```
 */
export function reaction<Event extends EventData<string, object>>(
  tested: Reaction<Event>,
): { given(history: History): GivenToReaction };
export function reaction(tested: Reaction): { given(history: History): GivenToReaction } {
  return {
    given(history) {
      let run: Promise<ReactionOutcome> | undefined;
      const outcome = () => (run ??= react(tested, eventsOf(history)));
      return {
        outcome,
        async thenCalls(expected) {
          const { calls } = await outcome();
          assertSame(byKey(calls), expected, 'Other calls were made than expected.');
        },
        async thenParks(expected) {
          const { parked } = await outcome();
          assertSame(byKey(parked), expected, 'Other events were set aside than expected.');
        },
      };
    },
  };
}

const byKey = (items: readonly { readonly key: string; readonly position: number }[]): PositionsByKey => {
  const positions: Record<string, number[]> = {};
  for (const { key, position } of items) (positions[key] ??= []).push(position);
  return positions;
};
