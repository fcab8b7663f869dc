import type { Socket } from 'node:net';
import { BSON } from 'mongodb';
import { docAt, type Doc } from './documents';

const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
/** The client waits for no answer. */
const MORE_TO_COME = 2;

/** A command, and what it takes to answer it. */
export interface Request {
  readonly command: Doc;
  /** Nothing when the client waits for no answer. */
  readonly answer: (document: Doc) => Buffer | undefined;
}

/** Hands over each message of a connection when all of it has come. */
export const eachMessage = (socket: Socket, take: (message: Buffer) => void): void => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const message = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(message.length);
      take(message);
    }
  });
};

/**
 * Reads a message of MongoDB's wire protocol. A driver greets with OP_QUERY; everything else is OP_MSG.
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
export const readRequest = (message: Buffer): Request => {
  const kind = message.readInt32LE(12);
  if (kind === OP_QUERY) {
    const start = message.indexOf(0, HEADER + 4) + 9;
    return { command: documentAt(message, start), answer: (document) => replyTo(message, document) };
  }
  if (kind !== OP_MSG) throw new Error(`A message of kind ${kind} is none that a driver of today sends.`);
  const silent = (message.readInt32LE(HEADER) & MORE_TO_COME) !== 0;
  return {
    command: sections(message),
    answer: (document) => (silent ? undefined : messageTo(message, document)),
  };
};

/** One document, and lists of documents that belong into it under a name. */
const sections = (message: Buffer): Doc => {
  let command: Doc = {};
  const lists: Record<string, unknown> = {};
  for (let at = HEADER + 4; at < message.length;) {
    const start = at + 1;
    if (message.readUInt8(at) === 0) command = documentAt(message, start);
    else Object.assign(lists, listAt(message, start));
    at = start + message.readInt32LE(start);
  }
  return { ...command, ...lists };
};

const listAt = (message: Buffer, start: number): Doc => {
  const end = start + message.readInt32LE(start);
  const nameEnd = message.indexOf(0, start + 4);
  const documents: Doc[] = [];
  for (let at = nameEnd + 1; at < end; at += message.readInt32LE(at)) documents.push(documentAt(message, at));
  return { [message.toString('utf8', start + 4, nameEnd)]: documents };
};

const documentAt = (message: Buffer, start: number): Doc =>
  BSON.deserialize(message.subarray(start, start + message.readInt32LE(start)));

const messageTo = (request: Buffer, document: Doc): Buffer =>
  addressed(request, OP_MSG, HEADER + 5, document);

const replyTo = (request: Buffer, document: Doc): Buffer => {
  const reply = addressed(request, OP_REPLY, HEADER + 20, document);
  reply.writeInt32LE(1, HEADER + 16);
  return reply;
};

const addressed = (request: Buffer, kind: number, headLength: number, document: Doc): Buffer => {
  const body = BSON.serialize(document, { ignoreUndefined: true });
  const head = Buffer.alloc(headLength);
  head.writeInt32LE(headLength + body.length, 0);
  head.writeInt32LE(request.readInt32LE(4), 8);
  head.writeInt32LE(kind, 12);
  return Buffer.concat([head, body]);
};

/** A session's id as text. */
export const idOf = (id: unknown): string => (id instanceof BSON.Binary ? id.toString('hex') : '');

/** Which session a command belongs to. */
export const sessionOf = (command: Doc): string => idOf(docAt(command, 'lsid').id);
