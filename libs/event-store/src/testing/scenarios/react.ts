import { fold } from '../../decisions';
import type { DecisionModel } from '../../models';
import { matches, type RecordedEvent } from '../../contract';
import {
  idempotencyKeys,
  keyFor,
  KeyedQueue,
  type Outcome,
  type Reaction,
  REACTION_DEFAULTS,
} from '../../reactions';
import { failed, messageOf } from './assertions';

/** More tries than any test needs: whoever has not succeeded by then goes on without end. */
const MAX_ATTEMPTS = 25;

/** One try of a reaction. */
export interface ReactionCall {
  /** Of its event. */
  readonly position: number;
  readonly key: string;
  /** From 1. */
  readonly attempt: number;
  readonly idempotencyKey: string;
  /** What it threw; absent when it succeeded. */
  readonly error?: unknown;
}

/** An event that was set aside. */
export interface ParkedCall {
  /** Of its event. */
  readonly position: number;
  readonly key: string;
  /** Tries that failed; 0: it waits behind an earlier one of its key. */
  readonly attempts: number;
  readonly error: string;
}

/** Everything that a reaction did. */
export interface ReactionOutcome {
  /** In the order in which they ended. */
  readonly calls: readonly ReactionCall[];
  readonly parked: readonly ParkedCall[];
}

/** Every scenario has a log of its own, and nobody else in it. */
const SECRET = Buffer.from('scenario');

/** Runs a reaction over events, without waiting between tries. */
export const react = async (
  reaction: Reaction,
  events: readonly RecordedEvent[],
): Promise<ReactionOutcome> => {
  const calls: ReactionCall[] = [];
  const parked: ParkedCall[] = [];
  const waiting = new Set<string>();
  const endless = new AbortController();
  const keyOfEffect = idempotencyKeys(reaction.name, SECRET);

  const work = async (event: RecordedEvent, attempt: number): Promise<Outcome> => {
    const { position } = event;
    const key = keyFor(reaction, event);
    if (waiting.has(key)) {
      parked.push({ position, key, attempts: 0, error: 'Waits behind an earlier one of its key.' });
      return DONE;
    }
    const idempotencyKey = keyOfEffect(event);
    const call = { position, key, attempt, idempotencyKey };
    try {
      await reaction.react(event, {
        attempt,
        idempotencyKey,
        keyFor: (effect) => keyOfEffect(event, effect),
        signal: endless.signal,
        stateAt: async (model) => stateAfter(model, events, event),
      });
      calls.push(call);
      return DONE;
    } catch (error) {
      calls.push({ ...call, error });
      if (reaction.classify?.(error) === 'park') {
        waiting.add(key);
        parked.push({ position, key, attempts: attempt, error: messageOf(error) });
        return DONE;
      }
      if (attempt >= MAX_ATTEMPTS) endless.abort(endlessly(call, error));
      return { kind: 'again', afterMs: 0 };
    }
  };

  const queue = new KeyedQueue<RecordedEvent>(
    reaction.concurrency ?? REACTION_DEFAULTS.concurrency,
    endless.signal,
    work,
  );
  for (const event of events) if (matches(reaction.query, event)) queue.push(keyFor(reaction, event), event);
  await queue.settled();
  endless.signal.throwIfAborted();
  return { calls, parked };
};

const DONE: Outcome = { kind: 'done' };

const endlessly = ({ position, key }: ReactionCall, error: unknown): Error =>
  failed(
    `The event at position ${position} (key ${key}) failed ${MAX_ATTEMPTS} times, and would be retried without end. ` +
      `Let it succeed, or let \`classify\` park it: ${messageOf(error)}`,
    error,
  );

/** A model's state as of an event. */
const stateAfter = <State>(
  model: DecisionModel<State>,
  events: readonly RecordedEvent[],
  { position }: RecordedEvent,
): State =>
  fold(
    model,
    model.initial,
    events.filter((event) => event.position <= position && matches(model.query, event)),
  );
