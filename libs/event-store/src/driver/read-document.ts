import { BSON, type Document } from 'mongodb';
import { MemberNames } from './member-names';

/** What JSON holds, and times, in BSON 1.1 (bsonspec.org). */
const DOUBLE = 0x01;
const TEXT = 0x02;
const DOCUMENT = 0x03;
const LIST = 0x04;
const BOOLEAN = 0x08;
const TIME = 0x09;
const NULL = 0x0a;
const INT32 = 0x10;
const INT64 = 0x12;

const TWO_TO_32 = 2 ** 32;
/** Shorter texts are put together faster than they are asked of the buffer. */
const SHORT = 8;
/** What stands for bytes that are no UTF-8, if it is not what was written. */
const REPLACEMENT = '\ufffd';

const names = new MemberNames();

/**
 * A document from its BSON, as the driver reads it by default. Documents of JSON and times, which commits are, take less
 * than half of the time that the driver's reader needs; all others are left to it.
 * @throws BSONError when it is malformed
 */
export const readDocument = (bytes: Buffer): Document => {
  try {
    return new DocumentReader(bytes).read();
  } catch {
    return BSON.deserialize(bytes);
  }
};

/** There is more in it than JSON and times, or less than it says. */
const unfamiliar = new Error('The driver reads it.');

class DocumentReader {
  #at = 0;
  readonly #end: number;

  constructor(private readonly bytes: Buffer) {
    this.#end = bytes.length;
  }

  read(): Document {
    return this.#document();
  }

  #document(): Document {
    this.#at += 4;
    const document: Document = {};
    for (let type = this.#byte(); type !== 0; type = this.#byte()) {
      const name = this.#name();
      document[name] = this.#value(type);
    }
    return document;
  }

  #list(): unknown[] {
    this.#at += 4;
    const list: unknown[] = [];
    for (let type = this.#byte(); type !== 0; type = this.#byte()) {
      while (this.#byte() !== 0);
      list.push(this.#value(type));
    }
    return list;
  }

  #value(type: number): unknown {
    switch (type) {
      case TEXT:
        return this.#text();
      case DOCUMENT:
        return this.#document();
      case LIST:
        return this.#list();
      case INT32:
        return this.#int32();
      case DOUBLE:
        return this.#double();
      case INT64:
        return this.#int64();
      case BOOLEAN:
        return this.#byte() === 1;
      case NULL:
        return null;
      case TIME:
        return new Date(this.#int64());
      default:
        throw unfamiliar;
    }
  }

  #byte(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined) throw unfamiliar;
    return byte;
  }

  #int32(): number {
    return this.bytes.readInt32LE((this.#at += 4) - 4);
  }

  #double(): number {
    return this.bytes.readDoubleLE((this.#at += 8) - 8);
  }

  #int64(): number {
    const low = this.bytes.readUInt32LE(this.#at);
    const value = this.bytes.readInt32LE(this.#at + 4) * TWO_TO_32 + low;
    this.#at += 8;
    if (Number.isSafeInteger(value)) return value;
    throw unfamiliar;
  }

  #text(): string {
    const from = this.#at + 4;
    const end = from + this.#int32() - 1;
    if (end < from || end >= this.#end) throw unfamiliar;
    this.#at = end + 1;
    if (end - from <= SHORT) {
      let text = '';
      for (let at = from; at < end; at += 1) {
        const byte = this.bytes[at] ?? 0x80;
        if (byte >= 0x80) return this.#utf8(from, end);
        text += String.fromCharCode(byte);
      }
      return text;
    }
    return this.#utf8(from, end);
  }

  #utf8(from: number, end: number): string {
    const text = this.bytes.toString('utf8', from, end);
    if (text.includes(REPLACEMENT)) throw unfamiliar;
    return text;
  }

  #name(): string {
    const { bytes } = this;
    const from = this.#at;
    let [end, hash, seen] = [from, 0, 0];
    for (let byte = bytes[end]; byte !== 0; byte = bytes[(end += 1)]) {
      if (byte === undefined) throw unfamiliar;
      hash = (hash * 31 + byte) | 0;
      seen |= byte;
    }
    this.#at = end + 1;
    const known = names.find(hash, bytes, from, end);
    if (known !== undefined) return known;
    const name = this.#utf8(from, end);
    // To assign it would be to change the prototype.
    if (name === '__proto__') throw unfamiliar;
    if (seen < 0x80) names.keep(hash, name);
    return name;
  }
}
