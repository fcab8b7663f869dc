import { hash, randomUUID } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import {
  type AppendCondition,
  type AppendRequest,
  type Commit,
  type CommitMetadata,
  type EventData,
  invalidAppend,
  type LogLimits,
  parseTraceparent,
  type Position,
  toPosition,
} from '../../contract';
import { fingerprintOf } from './fingerprint';
import { memberName, objectCopy } from './json-copy';

/** A checked, copied and digested append, before it has a position. */
export interface PreparedCommit {
  readonly id: string;
  /** The caller chose the id, so it may have been used before. */
  readonly keyed: boolean;
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
  readonly condition?: AppendCondition;
  /** SHA-256 in hex over the canonical JSON of id, events and metadata. */
  readonly digest: string;
  /** Size of the canonical JSON. */
  readonly bytes: number;
}

/** An append under the id that its commit is stored under. */
interface Identified
  extends Pick<AppendRequest, 'events' | 'condition'>, Pick<PreparedCommit, 'id' | 'keyed' | 'metadata'> {}

/**
 * Checks an append against the limits, copies it, and digests it once.
 * @throws EventStoreError `invalid-append`; only this caller is refused
 */
export const prepareCommit = (
  { command, metadata = {}, ...rest }: AppendRequest,
  limits: LogLimits,
): PreparedCommit => {
  if (metadata.fingerprint !== undefined) {
    throw invalidAppend('metadata.fingerprint is taken from command.request.', {
      path: 'metadata.fingerprint',
    });
  }
  if (command === undefined)
    return prepareIdentified({ ...rest, id: uuidV7(), keyed: false, metadata }, limits);
  const fingerprint = fingerprintOf(command);
  const said = fingerprint === undefined ? metadata : { ...metadata, fingerprint };
  return prepareIdentified({ ...rest, id: command.id, keyed: true, metadata: said }, limits);
};

/**
 * The same for an append that has its identity already.
 * @throws EventStoreError `invalid-append`
 */
export const prepareIdentified = (request: Identified, limits: LogLimits): PreparedCommit => {
  const { maxEventsPerCommit, maxCommitBytes } = limits;
  const given = list(request.events, 'events');
  if (given.length < 1 || given.length > maxEventsPerCommit) {
    throw invalidAppend(`${given.length} events in one commit; 1 to ${maxEventsPerCommit} are allowed.`, {
      maxEventsPerCommit,
    });
  }
  const id = name(request.id, 'command.id', limits);
  // Unlike map, from does not pass over what a sparse array leaves out.
  const events = Array.from(given, (event, index) => copyEvent(event, `events[${index}]`, limits));
  const metadata = copyMetadata(request.metadata, limits);
  const { digest, bytes } = digestOf({ id, events, metadata });
  if (bytes > maxCommitBytes) {
    throw invalidAppend(`the commit has ${bytes} bytes; at most ${maxCommitBytes} are allowed.`, {
      maxCommitBytes,
    });
  }
  return {
    id,
    keyed: request.keyed,
    events,
    metadata,
    digest,
    bytes,
    ...(request.condition && { condition: copyCondition(request.condition, limits) }),
  };
};

/** SHA-256 over what a commit says, before it is placed. Canonical JSON: RFC 8785. */
const digestOf = (content: {
  readonly id: string;
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
}): { digest: string; bytes: number } => {
  const json = canonicalJson(content);
  return { digest: hash('sha256', json, 'hex'), bytes: Buffer.byteLength(json) };
};

/** The digest that a recorded commit was prepared with. */
export const digestOfCommit = ({
  id,
  events,
  metadata,
}: Pick<Commit, 'id' | 'events' | 'metadata'>): string => {
  const said = events.map(({ type, version, tags, data }) => ({ type, version, tags, data }));
  return digestOf({ id, events: said, metadata }).digest;
};

const copyCondition = (
  { failIfEventsMatch, after }: AppendCondition,
  limits: LogLimits,
): AppendCondition => ({
  failIfEventsMatch: {
    items: list(failIfEventsMatch.items, 'condition.items').map((item, index) => {
      const path = `condition.items[${index}]`;
      const names = (member: 'types' | 'tags') =>
        list(item[member] ?? [], `${path}.${member}`).map((one) => name(one, `${path}.${member}`, limits));
      return { types: names('types'), tags: names('tags') };
    }),
  },
  ...(after !== undefined && { after: positionOf(after) }),
});

const positionOf = (after: number): Position => {
  if (!Number.isSafeInteger(after) || after < 0)
    throw invalidAppend(`condition.after is ${after}, no position.`);
  return toPosition(after);
};

const copyEvent = (event: EventData<string, object>, path: string, limits: LogLimits): EventData => {
  if (!isObject(event)) throw invalidAppend(`${path} is no event.`, { path });
  const { type, version, data } = event;
  const tags = list(event.tags, `${path}.tags`);
  if (tags.length > limits.maxTagsPerEvent) {
    throw invalidAppend(`${path} has ${tags.length} tags; at most ${limits.maxTagsPerEvent} are allowed.`, {
      maxTagsPerEvent: limits.maxTagsPerEvent,
    });
  }
  if (!Number.isInteger(version) || version < 1) {
    throw invalidAppend(`${path}.version is ${String(version)}; it is an integer from 1.`, { path });
  }
  if (!isObject(data)) throw invalidAppend(`${path}.data is not a JSON object.`, { path });
  return {
    type: name(type, `${path}.type`, limits),
    version,
    tags: Object.freeze([...new Set(tags)].map((tag, index) => name(tag, `${path}.tags[${index}]`, limits))),
    data: objectCopy(data, `${path}.data`, limits.maxDepth),
  };
};

// Callers in JavaScript are not held by the types.
const list = <Item>(value: readonly Item[], path: string): readonly Item[] => {
  const isList: boolean = Array.isArray(value);
  if (!isList) throw invalidAppend(`${path} is not an array.`, { path });
  return value;
};

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

const copyMetadata = (metadata: CommitMetadata, limits: LogLimits): CommitMetadata => {
  const { traceparent } = metadata;
  if (traceparent !== undefined && !parseTraceparent(traceparent)) {
    const path = 'metadata.traceparent';
    throw invalidAppend(`${path} is no traceparent of W3C Trace Context, 00-<32 hex>-<16 hex>-<2 hex>.`, {
      path,
    });
  }
  return Object.freeze(
    Object.fromEntries(
      Object.entries(metadata).flatMap(([member, value]) =>
        value === undefined
          ? []
          : [
              [
                memberName(name(member, 'metadata', limits), 'metadata'),
                name(value, `metadata.${member}`, limits),
              ],
            ],
      ),
    ),
  );
};

const name = (value: unknown, path: string, { maxNameLength }: LogLimits): string => {
  if (typeof value !== 'string' || value.length < 1 || value.length > maxNameLength) {
    throw invalidAppend(`${path} must be a string of 1 to ${maxNameLength} characters.`, {
      path,
      maxNameLength,
    });
  }
  if (!value.isWellFormed() || value.includes('\0')) {
    throw invalidAppend(`${path} holds a lone surrogate or a NUL.`, { path });
  }
  return value;
};

/** A UUID of version 7 (RFC 9562): sorts by time, which keeps the index on `_id` compact. */
export const uuidV7 = (now = Date.now()): string => {
  const time = now.toString(16).padStart(12, '0');
  // The random part of a version 4, whose variant is the same, made from randomness that Node keeps in stock.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};
