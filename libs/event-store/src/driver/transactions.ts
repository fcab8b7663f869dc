import type { ClientSession, Db } from 'mongodb';
import type { CausalSessions } from './causal-sessions';
import { DURABLE } from './concerns';

/**
 * Runs work in one transaction on one snapshot that reflects everything this process knows, durable on a majority.
 * The driver runs it again when it lost against another one, so it must be repeatable.
 * @param session to use, and to keep; by default one of its own
 */
export const inTransaction = <Result>(
  causality: CausalSessions,
  work: (session: ClientSession) => Promise<Result>,
  session?: ClientSession,
): Promise<Result> => {
  const run = (own: ClientSession) =>
    own.withTransaction(() => work(own), {
      readConcern: { level: 'snapshot' },
      writeConcern: DURABLE,
      readPreference: 'primary',
    });
  return session ? causality.keptSession(session, run) : causality.session(run);
};

/** Makes collections that are not there yet; a transaction should not have to. */
export const ensureCollections = async (db: Db, names: readonly string[]): Promise<void> => {
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  const missing = names.filter((name) => !existing.has(name));
  await Promise.all(missing.map((name) => db.createCollection(name).catch(ignoreExisting)));
};

const NAMESPACE_EXISTS = 48;

const ignoreExisting = (error: unknown): void => {
  if ((error as { code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
};
