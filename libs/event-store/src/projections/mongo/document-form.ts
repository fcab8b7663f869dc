import { BSON, type BSONSerializeOptions, Decimal128, type Filter } from 'mongodb';
import { type Codecs, codecTree, type CodecTree, withoutExponent } from '../../codecs';
import { isPlain, storedFilter } from './stored-filter';

/** However the client is set: a fold is given what it has made, and of it nobody else's kind of number. */
const FORMAT: BSONSerializeOptions = {
  promoteValues: true,
  promoteLongs: true,
  promoteBuffers: false,
  bsonRegExp: false,
  ignoreUndefined: true,
};

/**
 * How the documents of a read model lie in the database. A bigint is a 64-bit integer to the driver by itself, and comes
 * back as one, since only a bigint is stored so.
 */
export class DocumentForm {
  /** For the driver. */
  readonly format: BSONSerializeOptions;
  readonly #decimals: CodecTree | undefined;

  /** @throws EventStoreError `invalid-options` */
  constructor(codecs: Codecs | undefined) {
    const tree = codecs && codecTree(codecs);
    this.format = tree ? { ...FORMAT, useBigInt64: true } : FORMAT;
    if (codecs && Object.values(codecs).includes('decimal128')) this.#decimals = tree;
  }

  /** What is stored of a state. */
  toStored(state: object): object {
    return this.#decimals ? mappedMembers(state, encoded, this.#decimals) : state;
  }

  /** What is read of a document, or of a part of one. */
  fromStored = <Document extends object>(stored: Document): Document =>
    // What was stored of it is a Document.
    this.#decimals ? (mappedMembers(stored, decoded, this.#decimals) as Document) : stored;

  /** A filter in the values that a state has. */
  filter<Document>(filter: Filter<Document>): Filter<Document> {
    return this.#decimals ? (storedFilter(filter, this.#decimals) as Filter<Document>) : filter;
  }

  /** What is stored, as the bytes that it takes. */
  serialize(stored: object): Uint8Array {
    return BSON.serialize(stored, this.format);
  }

  /** What would be read of these bytes; it is nobody's but the caller's. */
  deserialize(bytes: Uint8Array): Readonly<Record<string, unknown>> {
    return this.fromStored(BSON.deserialize(bytes, this.format));
  }
}

type OfAmount = (value: unknown) => unknown;

const encoded: OfAmount = (value) => (typeof value === 'string' ? Decimal128.fromString(value) : value);

const decoded: OfAmount = (value) =>
  value instanceof Decimal128 ? withoutExponent(value.toString()) : value;

const mapped = (value: unknown, ofAmount: OfAmount, tree: CodecTree): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => mapped(item, ofAmount, tree));
  if (tree.codec === 'decimal128') return ofAmount(value);
  return isPlain(value) ? mappedMembers(value, ofAmount, tree) : value;
};

/** Only what lies on the way to a codec is gone through. */
const mappedMembers = (value: object, ofAmount: OfAmount, tree: CodecTree): object => {
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const within = tree.member(name);
    return [name, within ? mapped(member, ofAmount, within) : member] as const;
  });
  return Object.fromEntries(members);
};
