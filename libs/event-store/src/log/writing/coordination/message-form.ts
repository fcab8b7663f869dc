import type { EventStoreErrorCode, Position } from '../../../contract';
import type {
  Content,
  SentAppend,
  SentCommit,
  SentDependency,
  SentPlace,
  SentRefusal,
  SequencerReply,
  SequencerRequest,
} from './messages';

/*
 * What comes from another process is believed to be what it should be only when it is: a commit of a wrong form would
 * enter the window, and with it the chain.
 */

type Members = Readonly<Record<string, unknown>>;

/** What an append of another writer can fail with. */
const ERRORS = new Set<unknown>([
  'append-condition-failed',
  'commit-id-reused',
  'invalid-append',
  'log-corrupt',
  'log-diverged',
  'outcome-unknown',
  'position-beyond-head',
  'store-refused',
  'store-unavailable',
] satisfies EventStoreErrorCode[]);

/** Whether something that came is a request; what it appends is still to be prepared. */
export const isRequest = (message: unknown): message is SequencerRequest =>
  isObject(message) &&
  isPosition(message.head) &&
  typeof message.causalToken === 'string' &&
  isListOf(message.appends, isAppend);

/** Whether something that came is a reply. */
export const isReply = (message: unknown): message is SequencerReply =>
  isObject(message) &&
  isPosition(message.after) &&
  typeof message.causalToken === 'string' &&
  isListOf(message.stored, isPlace) &&
  isListOf(message.refused, isRefusal) &&
  isListOf(message.log, (one) => typeof one === 'string' || isCommit(one));

const isAppend = (value: unknown): value is SentAppend => {
  if (!isObject(value) || !isListOf(value.dependsOn, isDependency)) return false;
  const { prepared } = value;
  return (
    isObject(prepared) &&
    typeof prepared.id === 'string' &&
    typeof prepared.keyed === 'boolean' &&
    typeof prepared.digest === 'string' &&
    isContent(prepared) &&
    (prepared.condition === undefined || isCondition(prepared.condition))
  );
};

const isCondition = (value: unknown): boolean =>
  isObject(value) &&
  (value.after === undefined || isPosition(value.after)) &&
  isObject(value.failIfEventsMatch) &&
  isListOf(value.failIfEventsMatch.items, isQueryItem);

const isQueryItem = (value: unknown): value is object =>
  isObject(value) &&
  [value.types, value.tags].every((names) => names === undefined || isListOf(names, isText));

const isDependency = (value: unknown): value is SentDependency =>
  isObject(value) &&
  typeof value.id === 'string' &&
  (value.position === undefined || isPosition(value.position));

const isRefusal = (value: unknown): value is SentRefusal =>
  isObject(value) &&
  typeof value.id === 'string' &&
  (value.closed === true || isCommit(value.duplicate) || isError(value));

const isError = ({ code, message, facts }: Members): boolean =>
  ERRORS.has(code) && typeof message === 'string' && isObject(facts);

const isCommit = (value: unknown): value is SentCommit =>
  isObject(value) && isPlace(value) && isContent(value);

const isPlace = (value: unknown): value is SentPlace =>
  isObject(value) &&
  typeof value.id === 'string' &&
  isPosition(value.position) &&
  value.position > 0 &&
  Number.isSafeInteger(value.recordedAt) &&
  typeof value.hash === 'string';

const isContent = (value: Members): value is Members & Content =>
  isListOf(value.events, isEvent) &&
  value.events.length > 0 &&
  isObject(value.metadata) &&
  Object.values(value.metadata).every(isText);

const isEvent = (value: unknown): value is Content['events'][number] =>
  isObject(value) &&
  typeof value.type === 'string' &&
  Number.isSafeInteger(value.version) &&
  isListOf(value.tags, isText) &&
  isObject(value.data);

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOf = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] =>
  Array.isArray(value) && value.every(isItem);

const isText = (value: unknown): value is string => typeof value === 'string';

const isPosition = (value: unknown): value is Position => Number.isSafeInteger(value) && Number(value) >= 0;
