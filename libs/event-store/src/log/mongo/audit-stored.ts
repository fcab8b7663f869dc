import type { Audited } from '../storage';
import { fromStored, type StoredCommit } from './stored-commit';

type Members = Readonly<Record<string, unknown>>;
type Forms = Readonly<Record<string, (value: unknown) => boolean>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const anything = (): boolean => true;

/** What has to be so that a document can be taken for a commit; that it says what it said, its hash tells. */
const COMMIT: Forms = {
  _id: (value) => typeof value === 'string',
  position: (value) => Number.isSafeInteger(value),
  recordedAt: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  events: (value) => Array.isArray(value) && value.length > 0 && value.every(isObject),
  metadata: isObject,
  hash: (value) => typeof value === 'string',
};
const EVENT: Forms = { type: anything, version: anything, tags: anything, data: anything };

/** Takes a document for a commit, if it can be one: anything may have been written past the store. */
export const auditStored = (stored: StoredCommit): Audited => {
  const members: Members = { ...stored };
  const events: readonly unknown[] = Array.isArray(members.events) ? members.events : [];
  const faults = [
    ...formFaults(members, COMMIT, ''),
    ...events.flatMap((event, index) =>
      isObject(event) ? formFaults(event, EVENT, `events[${index}].`) : [],
    ),
  ];
  if (faults.length === 0) return { commit: fromStored(stored) };
  const position = typeof members.position === 'number' ? members.position : Number.NaN;
  return { commitId: String(members._id), position, malformed: faults.join(', ') };
};

const formFaults = (members: Members, forms: Forms, path: string): string[] => [
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
