import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Binary, Long, Timestamp } from 'mongodb';
import type { Command } from './command';
import { Data } from './data';
import { docAt, textAt, type Doc } from './documents';
import { Failure } from './failure';
import { READING } from './reading-commands';
import { SCHEMA } from './schema-commands';
import { SERVER } from './server-commands';
import { Sessions } from './sessions';
import { eachMessage, readRequest } from './wire';
import { WRITING } from './writing-commands';

/** A server in this process, reached like any other. */
export interface MemoryServer {
  readonly uri: string;
  /** Ends all connections; what it held is gone. */
  stop(): Promise<void>;
}

const COMMANDS: Readonly<Record<string, Command>> = { ...READING, ...WRITING, ...SCHEMA, ...SERVER };
const READ_CONCERNS: readonly unknown[] = [
  undefined,
  'local',
  'available',
  'majority',
  'linearizable',
  'snapshot',
];

/**
 * Starts a server that speaks MongoDB's wire protocol on a port of the loopback interface and keeps everything in the
 * memory of this process: for tests. It has what the event store rests on, transactions on snapshots included, and
 * queries by `mingo`; no change streams, no files, no users, and no speed beyond some ten thousand documents.
 */
export const startMemoryServer = async (): Promise<MemoryServer> => {
  const data = new Data();
  const sessions = new Sessions(data);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    eachMessage(socket, (message) => {
      const { command, answer } = readRequest(message);
      void carryOut(command, data, sessions).then((document) => {
        const bytes = answer(document);
        if (bytes && !socket.destroyed) socket.write(bytes);
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return {
    uri: `mongodb://127.0.0.1:${address.port}/?directConnection=true`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

const carryOut = async (command: Doc, data: Data, sessions: Sessions): Promise<Doc> => {
  try {
    return { ...(await answerTo(command, data, sessions)), ok: 1, ...timeOf(data) };
  } catch (error) {
    const inTransaction = command.autocommit === false;
    if (inTransaction) sessions.abort(command);
    const failure = error instanceof Failure ? error : new Failure('BadValue', String(error));
    return { ...failure.answer(inTransaction), ...timeOf(data) };
  }
};

const answerTo = (command: Doc, data: Data, sessions: Sessions): Doc | Promise<Doc> => {
  const [name = ''] = Object.keys(command);
  const carryOutBy = COMMANDS[name];
  if (!carryOutBy) throw new Failure('CommandNotFound', `There is no command ${name} in memory.`);
  const { level } = docAt(command, 'readConcern');
  if (!READ_CONCERNS.includes(level))
    throw new Failure('BadValue', `There is no read concern ${String(level)}.`);
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction';
  return carryOutBy(command, {
    data,
    sessions,
    transaction: isEnd ? undefined : sessions.transactionOf(command),
    in: (collection) => `${textAt(command, '$db')}.${collection}`,
  });
};

const STARTED_AT = Date.now();
/** Unsigned: nobody has users here. The driver wants to see one. */
const SIGNATURE = { hash: new Binary(new Uint8Array(20)), keyId: Long.ZERO };

/** Everything that is written is seen by every later read, so that one time is as good as another. */
const timeOf = (data: Data): Doc => {
  const time = Timestamp.fromBits(data.time, Math.floor(STARTED_AT / 1_000));
  return { operationTime: time, $clusterTime: { clusterTime: time, signature: SIGNATURE } };
};
