import type { MongoClient } from 'mongodb';
import { isEventStoreError, type ServerFinding } from '../contract';
import { withOperationTimeout, CausalSessions, hasLabel, serverCode } from '../driver';
import type { Check } from './check';
import { LOG_TRIALS, HELLO_CHECKS, COLLECTION_TRIALS, READING_TRIALS, TRANSACTION_TRIALS } from './checks';
import { Scratch } from './scratch';
import { identifyServer, type Server } from './server';

/** What was found at a server; nothing: it keeps what the event store rests on. */
export interface Examination {
  readonly server: Pick<Server, 'name' | 'version'>;
  readonly findings: readonly ServerFinding[];
}

/**
 * Asks a server for everything that the event store rests on, in collections of its own that are dropped after.
 * @throws EventStoreError `store-unavailable`
 */
export const examineServer = async (
  client: MongoClient,
  dbName: string,
  known?: Server,
): Promise<Examination> => {
  const db = client.db(dbName);
  const { hello, ...server } = known ?? (await identifyServer(db));
  const looked = await findingsOf(HELLO_CHECKS, { hello, ...server });
  // Nothing is made at a server of which so much is known.
  if (looked.length > 0) return { server, findings: looked };
  return { server, findings: await tried(new Scratch(client, db, new CausalSessions(client))) };
};

const tried = async (scratch: Scratch): Promise<readonly ServerFinding[]> => {
  try {
    const making = await findingsOf(COLLECTION_TRIALS, scratch);
    return making.length > 0
      ? making
      : await findingsOf([...LOG_TRIALS, ...READING_TRIALS, ...TRANSACTION_TRIALS], scratch);
  } finally {
    await withOperationTimeout(scratch.drop()).catch(() => undefined);
  }
};

const findingsOf = async <Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
): Promise<readonly ServerFinding[]> => {
  const findings: ServerFinding[] = [];
  for (const { name: check, asked, expected, remedy, differs } of checks) {
    const got = await withOperationTimeout(differs(subject), asked).catch(orWhy);
    if (got !== undefined) findings.push({ check, asked, expected, got, remedy });
  }
  return findings;
};

/** An error is an answer as well, unless the server did not give it. */
const orWhy = (error: unknown): string => {
  const cause = isEventStoreError(error) ? error.cause : error;
  const code = serverCode(cause);
  const lost = hasLabel(cause, 'TransientTransactionError') && code !== undefined;
  if (isEventStoreError(error, 'store-unavailable') && !lost) throw error;
  const message = cause instanceof Error ? cause.message : String(cause);
  return code === undefined ? message : `error ${code}: ${message}`;
};
