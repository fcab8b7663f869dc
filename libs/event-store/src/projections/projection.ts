import type { IndexDescription } from 'mongodb';
import type { Codecs } from '../codecs';
import type { OnUnknown } from '../log';
import { callerOf, declaredAt } from '../names';
import type { EventData, Query, RecordedEvent } from '../contract';

/**
 * One collection of a projection: a document per key, each folded from the events that are about it.
 *
 * Pure: no clock, no randomness, no I/O. Documents are read and written by the library, with `_id` = the key and
 * `lastPosition` = the position of the event that changed them last.
 */
export interface ReadModel<State extends object, Event extends EventData<string, object> = EventData> {
  /** The keys of the documents that an event is about, not empty; none when it is not about this model. */
  keys(event: RecordedEvent<Event>): readonly string[];
  /**
   * Folds an event into the document of one of its keys.
   * @param state what is stored, `undefined` when there is nothing under the key; must not be changed
   * @returns what is to be stored: JSON, dates, and amounts that have a codec; `undefined` removes the document, `state`
   *   itself leaves it as it is
   */
  evolve(state: State | undefined, event: RecordedEvent<Event>, key: string): State | undefined;
  /** Of amounts in the state: `{ balance: 'int64', 'lines.price': 'decimal128' }`. The fold, and who reads, is given them back. */
  readonly codecs?: Codecs;
  /** Made before the first event. */
  readonly indexes?: readonly IndexDescription[];
}

/** The read models of a projection, by name. */
export type ReadModels = Readonly<Record<string, ReadModel<object>>>;

/** What is stored of a read model's state. */
export type DocumentOf<Model> =
  Model extends ReadModel<infer State>
    ? State & { readonly _id: string; readonly lastPosition: number }
    : never;

/**
 * A fold of the log into read models that agree with each other, exactly once whatever crashes.
 *
 * ```ts
 * const accounts = defineProjection({
 *   name: 'accounts',
 *   version: 1,
 *   query: { items: [{ types: ['AccountOpened', 'AccountClosed'] }] },
 *   models: {
 *     accounts: readModel<AccountRow, BankEvent>({
 *       keys: (event) => [event.data.accountId],
 *       evolve: (row, event) => (event.type === 'AccountOpened' ? openedRow(event) : undefined),
 *       indexes: [{ key: { owner: 1, openedPosition: 1 } }],
 *     }),
 *   },
 * });
 * ```
 */
export interface Projection<Models extends ReadModels = ReadModels> {
  /** Unique among the projections of a log. Names of projections and models: letters, digits, "-" and "_". */
  readonly name: string;
  /**
   * From 1. Raise it with every change of the fold or the query: a version has collections and a checkpoint of its own.
   * It is filled from the start of the log while older versions serve, and serves when it is as far as they are.
   */
  readonly version: number;
  /** Every event that a model depends on. */
  readonly query: Query;
  /** What to do about events of a type or version that the store does not know. Default `fail`. */
  readonly unknown?: OnUnknown;
  /**
   * What happens when the fold of a document fails, or makes what cannot be stored. `stop`, the default: the projection
   * goes no further until the code is mended. `set-aside-key`: the document stays as it was before the event, until it is
   * folded again or rebuilt, and everything else goes on; of more than 1,000 such documents the projection stops. It also
   * stops where no key can be told: when `keys` fails, or the event itself cannot be read.
   */
  readonly onError?: 'stop' | 'set-aside-key';
  readonly models: Models;
  /**
   * Older versions that this process goes on filling and answering from until this one has caught up; without them it
   * answers only then, and is not ready before. The same queries read them: their models have the same names and members.
   */
  readonly previous?: readonly Projection[];
}

/** Declares a projection with the types of its models. */
export function defineProjection<const Models extends ReadModels>(
  projection: Projection<Models>,
): Projection<Models> {
  return declaredAt(projection, callerOf(defineProjection));
}

/** Declares a read model with the types of its state and events: those that the projection's query matches. */
export function readModel<State extends object, Event extends EventData<string, object>>(
  model: ReadModel<State, Event>,
): ReadModel<State>;
export function readModel(model: ReadModel<object>): ReadModel<object> {
  return model;
}
