import { isDeepStrictEqual } from 'node:util';
import type { ReactionContext } from '../../reactions';
import { failed } from './assertions';

/** How a fake outside fails. */
export interface OutsideFault<Content> {
  /** Calls that fail, from 1; default 1, `Infinity` for all. */
  readonly times?: number;
  /** Which calls it is about; default all. */
  readonly when?: (content: Content) => boolean;
  /** The call is taken in, and only its answer lost: the repeat must be known by its idempotency key. */
  readonly answerLost?: boolean;
}

interface Rule<Content> {
  readonly error: Error;
  readonly when: (content: Content) => boolean;
  readonly answerLost: boolean;
  left: number;
}

/** A call that a fake outside was given. */
export interface OutsideCall<Content> {
  readonly content: Content;
  readonly idempotencyKey: string;
}

/**
 * Stands in for what a reaction calls: takes each idempotency key in once, as the reaction may expect of it, and fails
 * as it is told.
 *
 * ```ts
 * const messages = new FakeOutside<Notice>().fails(new Error('503'), { times: 2 });
 * await reaction(noticesTo((notice, context) => messages.take(notice, context))).given(history).thenCalls({ b: [3, 3, 3] });
 * ```
 */
export class FakeOutside<Content> {
  readonly #rules: Rule<Content>[] = [];
  readonly #calls: OutsideCall<Content>[] = [];
  readonly #takenIn = new Map<string, Content>();

  /** What it has taken in, in order: each idempotency key once, however often it came. */
  get received(): readonly Content[] {
    return [...this.#takenIn.values()];
  }

  /** Every call, those that failed and repeats included, in order. */
  get calls(): readonly OutsideCall<Content>[] {
    return this.#calls;
  }

  /** Fails with an error from now on; of several rules for a call the first one goes. */
  fails(
    error: Error,
    { times = 1, when = () => true, answerLost = false }: OutsideFault<Content> = {},
  ): this {
    this.#rules.push({ error, when, answerLost, left: times });
    return this;
  }

  /**
   * Is called by the reaction.
   * @throws the error of the rule that goes; ExpectationError when a repeat says something else under the same key
   */
  async take(content: Content, { idempotencyKey }: Pick<ReactionContext, 'idempotencyKey'>): Promise<void> {
    const before = this.#calls.find((call) => call.idempotencyKey === idempotencyKey);
    this.#calls.push({ content, idempotencyKey });
    if (before && !isDeepStrictEqual(before.content, content)) {
      throw failed(
        'A repeat says something else under the same idempotency key. ' +
          'Make the content of the event, and of states as of its position.',
      );
    }
    const rule = this.#rules.find(({ left, when }) => left > 0 && when(content));
    if (rule) rule.left -= 1;
    if (!rule || rule.answerLost)
      this.#takenIn.set(idempotencyKey, this.#takenIn.get(idempotencyKey) ?? content);
    if (rule) throw rule.error;
  }
}
