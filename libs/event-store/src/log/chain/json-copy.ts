import { checkedAmount, type Codec, type Codecs, codecTree, type CodecTree } from '../../codecs';
import { fixed } from './fixed-date';
import { invalidAppend, type JsonObject, type JsonValue } from '../../contract';

/** What JSON cannot carry, and where it stands within the value that was given. */
class NotJson extends Error {
  constructor(
    readonly fault: string,
    readonly place = '',
  ) {
    super(fault);
  }

  /** The same fault, told from one level further out. */
  within(place: string): NotJson {
    return new NotJson(this.fault, place + this.place);
  }
}

/**
 * A deep, frozen copy of an object that JSON can carry: nothing that anybody does to an event afterwards changes it.
 * What JSON would alter or drop (NaN, undefined, Date, BigInt, class instances, cycles, lone surrogates) is refused.
 * @param path where the object stands, for the error: `events[0].data`
 * @throws EventStoreError `invalid-append`
 */
export const objectCopy = (value: object, path: string, depth: number): JsonObject => {
  try {
    return copyOfObject(value, depth);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const place = path + error.place;
    throw invalidAppend(`${place} ${error.fault}.`, { path: place });
  }
};

/** What a copy of something that JSON can carry takes beside it. */
interface Beside {
  /** Dates, which a document of the database holds as they are. */
  readonly dates: boolean;
  /** Members that are undefined: left out, as a database leaves them out. */
  readonly undefinedMembers: boolean;
  /** Amounts that have a codec, here and further in. */
  readonly codecs?: CodecTree | undefined;
}

const NOTHING: Beside = { dates: false, undefinedMembers: false };

/**
 * A deep, frozen copy of what a document can hold: JSON, dates, and amounts that have a codec.
 * @param refuse makes the error of what it cannot hold, and where that stands: `.lines[0].price`
 */
export const documentCopy = (
  value: object,
  depth: number,
  codecs: Codecs | undefined,
  refuse: (place: string, fault: string) => Error,
): object => {
  try {
    const beside = { dates: true, undefinedMembers: true, codecs: codecs && codecTree(codecs) };
    return copyOfObject(value, depth, beside);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw refuse(error.place, error.fault);
  }
};

/**
 * A member's name, if both JSON and MongoDB's documents can carry it.
 * @throws EventStoreError `invalid-append`
 */
export const memberName = (member: string, path: string): string => {
  const fault = faultOfName(member);
  if (fault !== undefined) throw invalidAppend(`${path} ${fault}.`, { path });
  return member;
};

const faultOfName = (member: string): string | undefined => {
  if (!member.isWellFormed() || member.includes('\0')) {
    return 'has a member name with a lone surrogate or a NUL';
  }
  return member === '_bsontype'
    ? "has a member _bsontype, which MongoDB's driver takes for a type of its own"
    : undefined;
};

type Copied = JsonValue | Date | bigint | readonly Copied[] | CopiedObject;
interface CopiedObject {
  readonly [member: string]: Copied;
}

const copyOf = (value: unknown, depth: number, beside: Beside): Copied => {
  const codec = beside.codecs?.codec;
  // A codec of a list is one of its items.
  if (codec && value !== null && !Array.isArray(value)) return copyOfAmount(codec, value);
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      if (!value.isWellFormed()) throw new NotJson('holds a lone surrogate');
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson(`is ${value}, which JSON cannot carry`);
      return value;
    case 'object':
      if (value === null) return null;
      // A cycle runs into the depth limit too.
      if (depth === 0) throw new NotJson('is nested too deeply, or in a cycle');
      if (beside.dates && value instanceof Date) return copyOfDate(value);
      return Array.isArray(value) ? copyOfArray(value, depth, beside) : copyOfObject(value, depth, beside);
    default:
      throw new NotJson(`is ${typeof value}, which JSON cannot carry`);
  }
};

const copyOfAmount = (codec: Codec, value: unknown): Copied => {
  const checked = checkedAmount(codec, value);
  if ('fault' in checked) throw new NotJson(checked.fault);
  return checked.amount;
};

const copyOfDate = (value: Date): Date => {
  if (Number.isNaN(value.getTime())) throw new NotJson('is an invalid date');
  return fixed(value);
};

const copyOfArray = (value: readonly unknown[], depth: number, beside: Beside): readonly Copied[] =>
  // Unlike map, from does not pass over what a sparse array leaves out.
  Object.freeze(Array.from(value, (item, index) => copyWithin(item, depth, index, beside)));

function copyOfObject(value: object, depth: number): JsonObject;
function copyOfObject(value: object, depth: number, beside: Beside): CopiedObject;
function copyOfObject(value: object, depth: number, beside = NOTHING): CopiedObject {
  if (Array.isArray(value)) throw new NotJson('is an array where an object is needed');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new NotJson('is an instance of a class, which JSON cannot carry');
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw new NotJson('has symbol members, which JSON cannot carry');
  }
  if (Object.hasOwn(value, '$ref') && Object.hasOwn(value, '$id')) {
    throw new NotJson("has both $ref and $id: MongoDB's driver reads it back as a reference");
  }
  const copy: Record<string, Copied> = {};
  for (const [member, item] of Object.entries(value)) {
    if (item === undefined && beside.undefinedMembers) continue;
    const fault = faultOfName(member);
    if (fault !== undefined) throw new NotJson(fault);
    const within = beside.codecs ? { ...beside, codecs: beside.codecs.member(member) } : beside;
    define(copy, member, copyWithin(item, depth, member, within));
  }
  return Object.freeze(copy);
}

const copyWithin = (item: unknown, depth: number, place: number | string, beside: Beside): Copied => {
  try {
    return copyOf(item, depth - 1, beside);
  } catch (error) {
    // To say where each value stands has a price, so that is found out only when something is wrong.
    if (!(error instanceof NotJson)) throw error;
    throw error.within(typeof place === 'number' ? `[${place}]` : `.${place}`);
  }
};

const define = (copy: Record<string, Copied>, member: string, value: Copied): void => {
  if (member !== '__proto__') copy[member] = value;
  // Assigned, it would not become a member.
  else Object.defineProperty(copy, member, { value, enumerable: true, configurable: true, writable: true });
};
