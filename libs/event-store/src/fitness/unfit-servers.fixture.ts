import { type Document, Long } from 'mongodb';
import type { Manner } from './tampering-proxy.fixture';

/** What was seen of servers that speak the protocol (2026-11-28), done to the answers of an engine. */

/** A mongod that was started without a replica set. */
export const standalone: Manner = {
  answer: ({ setName: _, hosts: _hosts, primary: _primary, ...answer }) => answer,
};

/** An answer that says no. */
export const refused = (code: number, errmsg: string): { answer: Document } => ({
  answer: { ok: 0, code, errmsg },
});

/** A number for the time, as DocumentDB 0.112 has it. */
export const timeAsNumber: Manner = {
  answer: (answer) =>
    answer.localTime instanceof Date ? { ...answer, localTime: answer.localTime.getTime() } : answer,
};

/** DocumentDB 0.112 behind its stock gateway: its time is a number, and it has no snapshot transactions. */
export const documentDbLike: Manner = {
  command: (command) =>
    command.readConcern?.level === 'snapshot'
      ? refused(115, 'Snapshot read concern is not supported')
      : command,
  ...timeAsNumber,
};

/** FerretDB 2.7: takes transactions, and carries out each of their commands by itself. */
export const ferretDbLike: Manner = {
  command: ({ startTransaction: _start, autocommit, txnNumber, readConcern, ...command }) => {
    if (autocommit === undefined) return { ...command, ...defined({ txnNumber, readConcern }) };
    const ends = 'commitTransaction' in command || 'abortTransaction' in command;
    return ends ? { answer: { ok: 1 } } : command;
  },
};

const defined = (members: Document): Document =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** nx-27017 0.8.1: finds nothing by what is in the events of a commit. */
export const nxLike: Manner = {
  command: (command) =>
    command.filter && Object.keys(command.filter).some((member) => member.startsWith('events.'))
      ? { answer: { ok: 1, cursor: { id: Long.ZERO, ns: 'any.commits', firstBatch: [] } } }
      : command,
};

/** A server that lets a transaction lose without saying that it may be tried again. */
export const unlabelled: Manner = {
  answer: ({ errorLabels: _, ...answer }) => answer,
};

/** A server that takes the word `unique` and keeps nothing of it. */
export const notUnique: Manner = {
  command: (command) =>
    command.indexes
      ? { ...command, indexes: command.indexes.map(({ unique: _, ...index }) => index) }
      : command,
};
