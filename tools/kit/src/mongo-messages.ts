import { BSON } from 'mongodb';

const OP_QUERY = 2004;
const OP_MSG = 2013;
/** Of the length at its begin. */
const LENGTH_BYTES = 4;
const HEADER_BYTES = 16;

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

/** A command as the driver sends it. */
export type MongoCommand = Readonly<Record<string, unknown>>;

/** Answers a message in the engine's place; nothing: the engine has it. */
export type ReplyInstead = (message: Buffer) => Buffer | undefined;

/** The answer of an overloaded server; nothing to a greeting, which it answers as ever. */
export const overloadedReply: ReplyInstead = (message) => {
  if (kindOf(message) !== OP_MSG) return undefined;
  const [command] = Object.keys(commandIn(message));
  return command === 'hello' || command === 'ismaster' ? undefined : replyTo(message, OVERLOADED);
};

/**
 * The command in a message, with the lists of documents that belong into it. A driver greets with OP_QUERY; everything
 * else is OP_MSG.
 * @throws Error of another kind of message
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
export const commandIn = (message: Buffer): MongoCommand => {
  const kind = kindOf(message);
  if (kind === OP_QUERY) return documentAt(message, message.indexOf(0, HEADER_BYTES + 4) + 9);
  if (kind !== OP_MSG) throw new Error(`A message of kind ${kind} is none that a driver of today sends.`);
  let command: MongoCommand = {};
  const lists: Record<string, unknown> = {};
  for (let at = HEADER_BYTES + 4; at < message.length;) {
    const start = at + 1;
    if (message.readUInt8(at) === 0) command = documentAt(message, start);
    else lists[message.toString('utf8', start + 4, message.indexOf(0, start + 4))] = listAt(message, start);
    at = start + message.readInt32LE(start);
  }
  return { ...command, ...lists };
};

/** A server's answer to a message. */
export const replyTo = (message: Buffer, document: object): Buffer => {
  const body = BSON.serialize(document);
  const head = Buffer.alloc(HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
};

const kindOf = (message: Buffer): number => message.readInt32LE(12);

const listAt = (message: Buffer, start: number): readonly MongoCommand[] => {
  const documents: MongoCommand[] = [];
  const end = start + message.readInt32LE(start);
  for (let at = message.indexOf(0, start + 4) + 1; at < end; at += message.readInt32LE(at))
    documents.push(documentAt(message, at));
  return documents;
};

const documentAt = (message: Buffer, start: number): MongoCommand =>
  BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)));
