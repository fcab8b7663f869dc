import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

/** What a server does otherwise: changes a command, or answers it itself; changes an answer. */
export interface Manner {
  readonly command?: (command: Command) => Document | { readonly answer: Document };
  readonly answer?: (answer: Document) => Document;
}

/** What is looked at in a command. */
export interface Command extends Document {
  readonly readConcern?: { readonly level?: string };
  readonly filter?: object;
  readonly indexes?: readonly Document[];
}

/** A proxy before an engine that makes it behave as another server. */
export interface TamperingProxy {
  readonly uri: string;
  stop(): Promise<void>;
}

const HEADER = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;
/** Where the first document of a message begins. */
const BODY: Readonly<Record<number, number>> = { [OP_MSG]: HEADER + 5, [OP_REPLY]: HEADER + 20 };

/** @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export const startTamperingProxy = async (uri: string, manner: Manner): Promise<TamperingProxy> => {
  const engine = new URL(uri);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(engine.port), engine.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => [client, upstream].forEach((one) => one.destroy()));
    }
    eachMessage(client, (message) => {
      const changed = changing(message, (command) => manner.command?.(command) ?? command);
      if (Buffer.isBuffer(changed)) upstream.write(changed);
      else client.write(answerTo(message, changed));
    });
    eachMessage(upstream, (message) => {
      const changed = changing(message, (answer) => manner.answer?.(answer) ?? answer);
      if (Buffer.isBuffer(changed)) client.write(changed);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.');
  return {
    uri: `mongodb://127.0.0.1:${address.port}/?directConnection=true`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
};

const eachMessage = (socket: Socket, take: (message: Buffer) => void): void => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const message = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(message.length);
      take(message);
    }
  });
};

/** @returns the changed message, or the answer to it */
const changing = (message: Buffer, change: (document: Document) => Document): Buffer | Document => {
  const from = BODY[message.readInt32LE(12)];
  if (from === undefined) return message;
  const to = from + message.readInt32LE(from);
  const changed = change(BSON.deserialize(message.subarray(from, to), { promoteValues: false }));
  const { answer }: { answer?: Document } = changed;
  return (
    answer ?? sized(Buffer.concat([message.subarray(0, from), BSON.serialize(changed), message.subarray(to)]))
  );
};

const answerTo = (request: Buffer, answer: Document): Buffer => {
  const header = Buffer.alloc(HEADER + 5);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(OP_MSG, 12);
  return sized(Buffer.concat([header, BSON.serialize(answer)]));
};

const sized = (message: Buffer): Buffer => {
  message.writeInt32LE(message.length, 0);
  return message;
};
