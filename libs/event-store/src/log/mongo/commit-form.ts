import type { CommitMetadata, EventData } from '../../contract';

/** A commit as it lies in the collection. */
export interface StoredCommit {
  readonly _id: string;
  /** Position of its first event. */
  readonly position: number;
  readonly recordedAt: Date;
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
  readonly hash: string;
}

type Members = Readonly<Record<string, unknown>>;
type Forms = Readonly<Record<string, (value: unknown) => boolean>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isText = (value: unknown): boolean => typeof value === 'string';
const isPlace = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

/** What has to be so that a document can be taken for a commit; that it says what it said, its hash tells. */
const COMMIT: Forms = {
  _id: isText,
  position: isPlace,
  recordedAt: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  events: (value) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  metadata: isObject,
  hash: isText,
};
const EVENT: Forms = { type: isText, version: Number.isInteger, tags: Array.isArray, data: isObject };

/** What keeps a document from being a commit, in words: anything may have been written past the store. */
export const formFaults = (stored: StoredCommit): readonly string[] => {
  const members: Members = { ...stored };
  const events: readonly unknown[] = Array.isArray(members.events) ? members.events : [];
  return [
    ...faultsOf(members, COMMIT, ''),
    ...events.flatMap((event, index) => (isObject(event) ? faultsOf(event, EVENT, `events[${index}].`) : [])),
  ];
};

/** Whether a document can be read as a commit: what every read asks, so only what reading needs, and quickly. */
export const canBeCommit = ({ _id, position, recordedAt, events, metadata, hash }: StoredCommit): boolean =>
  isText(_id) &&
  isPlace(position) &&
  recordedAt instanceof Date &&
  !Number.isNaN(recordedAt.getTime()) &&
  isText(hash) &&
  typeof metadata === 'object' &&
  Array.isArray(events) &&
  events.length > 0 &&
  events.every(canBeEvent);

/** Its id, which may be of any form. */
export const idText = (stored: Pick<StoredCommit, '_id'>): string => {
  const { _id }: Members = { ...stored };
  return String(_id);
};

const canBeEvent = (event: Partial<EventData> | null): boolean =>
  isText(event?.type) && Array.isArray(event?.tags) && typeof event.data === 'object';

const faultsOf = (members: Members, forms: Forms, path: string): string[] => [
  ...Object.entries(forms).flatMap(([member, isGood]) =>
    member in members
      ? isGood(members[member])
        ? []
        : [`${path}${member} is of another form`]
      : [`${path}${member} is missing`],
  ),
  ...Object.keys(members).flatMap((member) =>
    Object.hasOwn(forms, member) ? [] : [`${path}${member} is a member that no commit has`],
  ),
];
