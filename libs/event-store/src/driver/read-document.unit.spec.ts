import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Binary, BSON, Decimal128, type Document, Long, MaxKey, ObjectId, Timestamp, UUID } from 'mongodb';
import { readDocument } from './read-document';

const bytesOf = (document: Document) => Buffer.from(BSON.serialize(document));

/** What the driver reads, and what is read here. */
const expectSame = (bytes: Buffer) => expect(readDocument(bytes)).toEqual(BSON.deserialize(bytes));

describe('reading a document', () => {
  it('gives what the driver gives, for whatever JSON holds', () => {
    const json = fc.object({
      key: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('1', '', 'a.b', '$set', 'constructor')),
      values: [
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.double(),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.date({ noInvalidDate: true }),
      ],
      maxDepth: 4,
    });
    fc.assert(
      fc.property(json, (document) => expectSame(bytesOf(document))),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an id', { value: new ObjectId() }],
    ['bytes', { value: new Binary(Buffer.from('abc')) }],
    ['a UUID', { value: new UUID() }],
    ['an exact number', { value: Decimal128.fromString('1.10') }],
    ['an integer that no number holds', { value: Long.MAX_VALUE }],
    ['a negative one', { value: Long.MIN_VALUE }],
    ['an integer of eight bytes that a number holds', { value: Long.fromNumber(2 ** 53 - 1) }],
    ['a pattern', { value: /a+/gi }],
    ['a time of the oplog', { value: new Timestamp({ t: 1, i: 2 }) }],
    ['what sorts after everything', { value: new MaxKey() }],
    ['a time before 1970', { value: new Date(-1) }],
    ['text that has the character for no character', { value: 'what\ufffdever' }],
    ['a NUL in a text', { value: 'a\0b' }],
    [
      'texts of all lengths around a short one',
      { value: ['', 'a', '1234567', '12345678', '123456789', 'ä'] },
    ],
    ['one of them deep inside', { a: [{ b: { c: [1, new ObjectId(), 'after it'] } }], d: 1 }],
  ])('leaves to the driver, or reads like it: %s', (_, document) => {
    expectSame(bytesOf(document));
  });

  it('does not take a member of that name for the prototype', () => {
    const bytes = bytesOf(JSON.parse('{"a": {"__proto__": {"admin": true}}}') as Document);
    const { a } = readDocument(bytes) as { a: object };
    expect(Object.getPrototypeOf(a)).toBe(Object.prototype);
    expect(Object.keys(a)).toEqual(['__proto__']);
  });

  it('keeps apart names whose hashes are the same', () => {
    // 31 × "A" + "a" = 31 × "B" + "B"
    const bytes = bytesOf({ Aa: 1, BB: 2 });
    expect([readDocument(bytes), readDocument(bytes)]).toEqual([
      { Aa: 1, BB: 2 },
      { Aa: 1, BB: 2 },
    ]);
  });

  it('says of what is cut off, or is no UTF-8, what the driver says', () => {
    const bytes = bytesOf({ name: 'a text that is long enough', list: [1, 2, { three: 3 }] });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => readDocument(bytes.subarray(0, length))).toThrow(BSON.BSONError);
    }
    const torn = Buffer.from(bytes);
    torn[bytes.indexOf('a text')] = 0xff;
    expect(() => readDocument(torn)).toThrow('Invalid UTF-8');
  });
});
