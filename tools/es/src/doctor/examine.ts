import {
  type EventStore,
  examineServer,
  identifyServer,
  inspectLog,
  isEventStoreError,
} from '@event-sourcing/event-store';
import { CONNECTION_CHECKS, clockDistance } from './connection-checks';
import { type Finding, findingsOf, type Patient } from './diagnosis';
import { LOG_CHECKS, PLACE_CHECKS } from './log-checks';
import { READER_CHECKS } from './reader-checks';
import { type Measured, measure, onGround, PROMISE_CHECKS, SPEED_CHECKS, TTL_CHECK } from './trials';

/** What a look at everything has shown. */
export interface Examined {
  readonly server: { readonly name: string; readonly version: string };
  /** Times are absent where nothing could be tried. */
  readonly measured: Partial<Measured> & { readonly clockAheadMs: number };
  /** The head of the log; absent: there is none, or it cannot be opened. */
  readonly head?: number;
  readonly findings: readonly Finding[];
}

/** @param withTtl also waits until the server forgets a document: up to some minutes */
export const examine = async (patient: Patient, withTtl: boolean): Promise<Examined> => {
  const { client, db, scratch, now } = patient;
  const { name, version } = await identifyServer(db);
  const { findings: unfit } = await examineServer(client, scratch.databaseName);
  const { aheadMs: clockAheadMs } = await clockDistance(db, now);
  const reached = await findingsOf(CONNECTION_CHECKS, patient);
  const { measured, tried } = await onGround(scratch, async (ground) => {
    const times = await measure(db, ground);
    const checks = withTtl ? [...PROMISE_CHECKS, TTL_CHECK] : PROMISE_CHECKS;
    const found = await findingsOf(checks, ground);
    return { measured: times, tried: [...(await findingsOf(SPEED_CHECKS, times)), ...found] };
  }).catch((error: unknown) => ({ measured: {}, tried: [nothingTried(scratch.databaseName, error)] }));
  const { head, findings } = await examineLog(patient);
  return {
    server: { name, version },
    measured: { ...measured, clockAheadMs },
    ...(head !== undefined && { head }),
    findings: [...unfit, ...reached, ...tried, ...findings],
  };
};

const nothingTried = (database: string, error: unknown): Finding => ({
  check: 'trials',
  asked: `for a collection in ${database}`,
  expected: 'one that is made, filled and dropped',
  got: error instanceof Error ? error.message : String(error),
  remedy: 'Grant the user what privileges names, or name the database of trials with --scratch-database.',
});

/** Looks at a log and who reads it. */
export const examineLog = async (patient: Patient): Promise<Pick<Examined, 'head' | 'findings'>> => {
  const { client, db } = patient;
  const opened = await inspectLog(client, db.databaseName).catch(orFinding);
  if (!opened) return { findings: [NO_LOG] };
  const place = await findingsOf(PLACE_CHECKS, patient);
  if (!isStore(opened)) return { findings: [...place, opened] };
  try {
    const subject = { ...patient, store: opened };
    const findings = [...place, ...(await findingsOf([...LOG_CHECKS, ...READER_CHECKS], subject))];
    return { head: opened.log.tail.head, findings };
  } finally {
    await opened.close();
  }
};

const isStore = (opened: EventStore | Finding): opened is EventStore => 'log' in opened;

const NO_LOG: Finding = {
  check: 'log',
  asked: 'for a log',
  expected: 'commits, or settings',
  got: 'neither',
  remedy: 'Name the database of a log with --db, or start the service that makes it.',
};

/** What keeps a log from being opened names its own remedy. */
const orFinding = (error: unknown): Finding => {
  if (!isEventStoreError(error)) throw error;
  const check = error.code === 'invalid-settings' ? 'settings' : 'log';
  return {
    check,
    asked: 'to open the log',
    expected: 'what was fixed when it was created, and an end that is in order',
    got: `${error.code}: ${error.message}`,
    remedy: 'Do what it says; restore what was changed from a backup.',
  };
};
