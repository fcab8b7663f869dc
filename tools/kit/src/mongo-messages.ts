import { BSON } from 'mongodb';

const OP_MSG = 2013;
/** Of the length at its begin. */
const LENGTH_BYTES = 4;
/** Header, flags and the kind of the first section. */
const HEAD_BYTES = 21;

/** What a server says that has more to do than it can. */
const OVERLOADED = {
  ok: 0,
  code: 462,
  codeName: 'IngressRequestRateLimitExceeded',
  errmsg: 'too many requests',
  errorLabels: ['SystemOverloadedError', 'RetryableError'],
};

/** Cuts what comes from a driver into whole messages of MongoDB's wire protocol. */
export class MongoMessages {
  #rest = Buffer.alloc(0);

  take(bytes: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const messages: Buffer[] = [];
    while (this.#rest.length >= LENGTH_BYTES && this.#rest.length >= this.#rest.readInt32LE(0)) {
      const length = this.#rest.readInt32LE(0);
      messages.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
    }
    return messages;
  }
}

/** The answer of an overloaded server; nothing to a greeting, which it answers as ever. */
export const overloadedReply = (message: Buffer): Buffer | undefined => {
  if (message.readInt32LE(12) !== OP_MSG) return undefined;
  const [command] = Object.keys(BSON.deserialize(documentOf(message)));
  if (command === 'hello' || command === 'ismaster') return undefined;
  const body = BSON.serialize(OVERLOADED);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
};

const documentOf = (message: Buffer): Buffer =>
  message.subarray(HEAD_BYTES, HEAD_BYTES + message.readInt32LE(HEAD_BYTES));
