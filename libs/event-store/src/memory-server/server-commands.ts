import type { Command } from './command';
import { Failure } from './failure';

/** Speaks like MongoDB 8.0. */
const WIRE_VERSION = 25;

/** As a primary of a replica set: transactions and causal consistency come with that. */
const hello: Command = () => ({
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  setName: 'memory',
  setVersion: 1,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: WIRE_VERSION,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
});

const commitTransaction: Command = (command, { sessions }) => {
  sessions.commit(command);
  return {};
};

const abortTransaction: Command = (command, { sessions }) => {
  sessions.abort(command);
  return {};
};

const killCursors: Command = () => {
  throw new Failure('BadValue', 'No cursor is left open here.');
};

export const SERVER: Readonly<Record<string, Command>> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: () => ({}),
  buildInfo: () => ({ version: '8.0.0', versionArray: [8, 0, 0, 0], maxBsonObjectSize: 16 * 1024 * 1024 }),
  endSessions: (command, { sessions }) => {
    sessions.end(command, 'endSessions');
    return {};
  },
  killSessions: (command, { sessions }) => {
    sessions.end(command, 'killSessions');
    return {};
  },
  killCursors,
  commitTransaction,
  abortTransaction,
};
