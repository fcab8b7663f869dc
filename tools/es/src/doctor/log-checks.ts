import { LOG_INDEXES, toPosition, verifyLog } from '@event-sourcing/event-store';
import { type Check, type LogPatient, type Patient, unless } from './diagnosis';
import { clockDistance } from './connection-checks';

const indexes: Check<Patient> = {
  name: 'indexes',
  asked: 'for the indexes of commits',
  expected: LOG_INDEXES.map(({ name }) => name).join(', '),
  remedy:
    'Start a service: it makes them. If position is missing, verify the log first (es verify): two may have written at once.',
  look: async ({ db }) => {
    const stored = await db.collection('commits').indexes();
    return LOG_INDEXES.flatMap((wanted) => {
      const found = stored.find(({ key }) => JSON.stringify(key) === JSON.stringify(wanted.key));
      if (!found) return [`${wanted.name} is missing`];
      return unless(!('unique' in wanted) || found.unique === true, `${wanted.name} is not unique`);
    });
  },
};

/** What must be there before the log can be opened. */
export const PLACE_CHECKS: readonly Check<Patient>[] = [indexes];

const END = 1_000;

const chainEnd: Check<LogPatient> = {
  name: 'chain-end',
  asked: `for the last ${END} positions of the chain`,
  expected: 'each commit in its place, saying what it said when it was written',
  remedy: 'Stop what writes, and walk the whole log: es verify. Restore what was changed from a backup.',
  look: async ({ client, db, store: { log } }) => {
    const head = await log.head();
    const begin = head > END ? await log.storage.headerAt(toPosition(head - END)) : undefined;
    const from = begin && { from: { position: begin.lastPosition, hash: begin.hash } };
    const found = await verifyLog(client, db.databaseName, { ...from });
    const fault = found?.fault;
    return fault ? [`${fault.kind} at position ${fault.position ?? head}: ${fault.detail}`] : [];
  },
};

const MOST_AHEAD_MS = 1_000;

const logTime: Check<LogPatient> = {
  name: 'log-time',
  asked: 'when the last commit was recorded',
  expected: "not after the server's own time",
  remedy:
    'Put the clocks right: until their time is past the last commit, every commit is recorded at that time.',
  look: async ({ db, now, store: { log } }) => {
    const last = await log.storage.headerAt(await log.head());
    if (!last) return [];
    const { aheadMs } = await clockDistance(db, now);
    const inMs = last.recordedAt.getTime() - (now() + aheadMs);
    return unless(
      inMs <= MOST_AHEAD_MS,
      `${last.recordedAt.toISOString()}, ${Math.round(inMs / 1_000)} s to come`,
    );
  },
};

/** The log itself. */
export const LOG_CHECKS: readonly Check<LogPatient>[] = [chainEnd, logTime];
