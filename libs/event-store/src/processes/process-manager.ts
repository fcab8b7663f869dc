import type { Codecs } from '../codecs';
import type { Commit, CommitMetadata, EventData, Query, RecordedEvent } from '../contract';
import type { Decider } from '../decisions';
import type { OnUnknown } from '../log';
import type { DecisionModel, DecisionModels } from '../models';
import { callerOf, declaredAt } from '../names';
import type { Reaction } from '../reactions';

/** How a step of a process is decided. */
export interface StepOptions {
  readonly metadata?: CommitMetadata;
  /** Tells the decisions of one event apart: each is carried out once. Default `decide`. */
  readonly step?: string;
}

/** What a handler of a process manager is given of a process. */
export interface Process<State, Id extends string = string> {
  readonly id: Id;
  /** As of the event; of a deadline, as it was found due. What counts is what `decide` hands over. */
  readonly state: State;
  /** The same at every try, also by other instances, and not foreseeable by others: the receiver tells repeats by it. */
  readonly idempotencyKey: string;
  /** The same for one effect among several. */
  readonly keyFor: (effect: string) => string;
  /** Aborts when the time is over, or another instance may have begun. */
  readonly signal: AbortSignal;
  /**
   * Takes a step: decides on the state of the process, `process`, and on those of other models, and appends what the pure
   * decider makes of them. Of one event a step is carried out once; of a deadline only as long as that stands.
   * @returns what was written; nothing where there was nothing to write
   * @throws whatever the decider throws; EventStoreError as `EventStore.decide`; `invalid-decision` for a step taken twice
   */
  readonly decide: <Models extends DecisionModels>(
    models: Models,
    decider: Decider<Models & { readonly process: DecisionModel<State> }>,
    options?: StepOptions,
  ) => Promise<Commit | undefined>;
}

/** A process whose deadline has come. */
export interface DueProcess<State, Id extends string = string> extends Process<State, Id> {
  readonly dueAt: Date;
  readonly now: Date;
}

/**
 * Something that takes several steps and some time. Its state is folded from the log; what it waits for is a function of
 * that state. So a timer cannot be lost, and needs not be cancelled: a deadline stands for as long as the state says so.
 *
 * ```ts
 * const unpaidOrders = processManager({
 *   name: 'unpaid-orders',
 *   version: 1,
 *   query: { items: [{ types: ['OrderPlaced', 'OrderPaid', 'OrderCancelled'] }] },
 *   startFrom: 'now',
 *   model: order,
 *   correlate: ({ data }) => data.orderId,
 *   hasEnded: ({ status }) => status !== 'placed',
 *   deadline: ({ payUntil }) => payUntil,
 *   onDeadline: async ({ decide }) => {
 *     await decide({}, ({ process }) => cancelUnpaid(process));
 *   },
 * });
 * ```
 *
 * `correlate`, `hasEnded`, `deadline`, `lane` and `assumeMet` are pure.
 */
export interface ProcessManager<
  State = unknown,
  Event extends EventData<string, object> = EventData,
  Id extends string = string,
> extends Pick<Reaction, 'concurrency' | 'maxAttempts' | 'retry' | 'startFrom'> {
  /** Unique among the process managers of a log, and among its projections, reactions and timers. */
  readonly name: string;
  /** From 1. Raise it with every change of the model's fold, of `query`, `hasEnded`, `deadline` or `lane`. */
  readonly version: number;
  /** The events that all processes are made of: every type that the model's query has. */
  readonly query: Query;
  /** What to do about events of a type or version that the store does not know. Default `fail`. */
  readonly unknown?: OnUnknown;
  /** The state of one process. Where there are deadlines, it is what a read model can store. */
  model(id: Id): DecisionModel<State, Event>;
  /** Of amounts in the state, where there are deadlines. See `ReadModel.codecs`. */
  readonly codecs?: Codecs;
  /** Which process an event is about. */
  correlate(event: RecordedEvent<Event>): Id;
  /** Whether nothing more is to come: it is not kept among those that wait. Default: never. */
  hasEnded?(state: State): boolean;
  /** What it waits for; nothing: for no time. */
  deadline?(state: State): Date | undefined;
  /**
   * Does what is due. It has to change the state so that the deadline is another one, or none; while that stands, it is tried
   * again: after a second, then after twice as long each time, up to five minutes.
   */
  onDeadline?(process: DueProcess<State, Id>): Promise<void>;
  /** Goes on after an event: at least once, in order for each process. See `Reaction.react`. */
  onEvent?(event: RecordedEvent<Event>, process: Process<State, Id>): Promise<void>;
  /** See `Reaction.classify`. */
  classify?: Reaction['classify'];
  /** Deadlines of one lane are met in the order of their times, and lanes take turns. Default: each process is its own. */
  lane?(state: State, id: Id): string;
  /**
   * The state once its deadline is met, as far as the next deadline goes. With it, what is due behind the first of a lane is
   * begun before that is stored; a wrong guess costs a try.
   */
  assumeMet?(state: State): State;
  /** What time it is; default: that of the subscriptions, which is the database's. */
  now?(): Date;
  /** Milliseconds for one try. Default 5,000. */
  readonly timeoutMs?: number;
}

/** Declares a process manager with the types of its state, its events and its ids. */
export function processManager<State, Event extends EventData<string, object>, Id extends string>(
  definition: ProcessManager<State, Event, Id>,
): ProcessManager<State, Event, Id> {
  return declaredAt(definition, callerOf(processManager));
}
