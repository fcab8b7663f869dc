import type { JsonObject } from './json';
import type { Position } from './position';

/**
 * What happened, before the log has given it a position.
 *
 * - `type` and `version` name its shape; they are storage format: version a type, never rename it.
 * - `tags` name what it belongs to, `account:42`; an event may have several, or none.
 * - `data` is JSON; declare its type as an alias, since to the compiler an interface is open and so not JSON.
 */
export interface EventData<Type extends string = string, Data extends object = JsonObject> {
  readonly type: Type;
  /** Of the shape of `data`, an integer from 1. */
  readonly version: number;
  readonly tags: readonly string[];
  readonly data: Data;
}

/** What a commit says about itself. Pseudonymous ids only: metadata is never encrypted or forgotten. */
export interface CommitMetadata {
  /** The request that all of this belongs to; passed from service to service. */
  readonly correlationId?: string;
  /** What directly caused this commit. */
  readonly causationId?: string;
  /** Who asked for it. */
  readonly actor?: string;
  /** What makes two commands under one id the same; see `Command.request`. */
  readonly fingerprint?: string;
  /** Where it was written, as W3C Trace Context has it: what comes of it is a part of the same trace. */
  readonly traceparent?: string;
  readonly [member: string]: string | undefined;
}

/** An event as the log holds it. Frozen, its time included, where many are handed the same one. */
export type RecordedEvent<Event extends EventData<string, object> = EventData> = Event & {
  readonly position: Position;
  /** Never earlier than that of the event before it; server time, to the millisecond. */
  readonly recordedAt: Date;
  readonly commitId: string;
  readonly metadata: CommitMetadata;
};

/** One atomic append: one document, one or more events. The unit of delivery. */
export interface Commit<Event extends EventData<string, object> = EventData> {
  /** Fixed once per command, before its first try. */
  readonly id: string;
  /** Position of its first event. */
  readonly position: Position;
  /** Position of its last event: a commit boundary. */
  readonly lastPosition: Position;
  readonly recordedAt: Date;
  readonly events: readonly RecordedEvent<Event>[];
  readonly metadata: CommitMetadata;
  /** SHA-256 over the previous commit's hash and this commit, in hex. */
  readonly hash: string;
}
