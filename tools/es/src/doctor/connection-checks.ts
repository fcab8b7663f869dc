import { type Privilege, requiredPrivileges } from '@event-sourcing/event-store';
import { type Check, type Patient, unless } from './diagnosis';
import { missingPrivileges } from './privileges';

const readPreference: Check<Patient> = {
  name: 'read-preference',
  asked: 'the connection string for its read preference',
  expected: 'primary',
  remedy: 'Leave readPreference out of the connection string: what is decided on must be the latest.',
  look: async ({ client }) => {
    const { mode } = client.options.readPreference;
    return unless(mode === 'primary', mode);
  },
};

const direct: Check<Patient> = {
  name: 'direct-connection',
  asked: 'the connection string whether it names one member alone',
  expected: 'no, in a replica set of several members',
  remedy: 'Leave directConnection=true out, so that a new primary is found.',
  look: async ({ client, db }) => {
    if (!client.options.directConnection) return [];
    const { hosts } = await db.command({ hello: 1 });
    const members = Array.isArray(hosts) ? hosts.length : 1;
    return unless(members < 2, `directConnection=true, and ${members} members`);
  },
};

const LEAST_POOL = 10;

const pool: Check<Patient> = {
  name: 'pool',
  asked: 'the connection string for maxPoolSize',
  expected: `${LEAST_POOL} or more`,
  remedy: 'Raise maxPoolSize: appends, subscriptions and queries share the connections.',
  look: async ({ client }) => {
    const { maxPoolSize } = client.options;
    return unless(maxPoolSize === 0 || maxPoolSize >= LEAST_POOL, String(maxPoolSize));
  },
};

const privileges: Check<Patient> = {
  name: 'privileges',
  asked: 'connectionStatus for what the user may do',
  expected: 'everything that a service calls',
  remedy: 'Grant the user what is named; the role readWrite on the database has all of it.',
  look: async ({ db, scratch, projections }) => {
    const needed = { database: db.databaseName, scratchDatabase: scratch.databaseName, projections };
    const missing = missingPrivileges(
      await db.command({ connectionStatus: 1, showPrivileges: true }),
      requiredPrivileges(needed),
    );
    return missing.map(
      ({ resource, actions }) => `no right to ${actions.join(', ')} in ${namespaceOf(resource)}`,
    );
  },
};

const namespaceOf = ({ db, collection }: Privilege['resource']): string =>
  collection === '' ? `any collection of ${db}` : `${db}.${collection}`;

const MOST_APART_MS = 1_000;

const clock: Check<Patient> = {
  name: 'clock',
  asked: "the server's localTime",
  expected: `within ${MOST_APART_MS} ms of this machine's clock`,
  remedy: 'Have NTP set both clocks; the log is timed by the server, as far as that is credible.',
  look: async ({ db, now }) => {
    const { aheadMs } = await clockDistance(db, now);
    return unless(
      Math.abs(aheadMs) <= MOST_APART_MS,
      `${Math.abs(aheadMs)} ms ${aheadMs > 0 ? 'ahead' : 'behind'}`,
    );
  },
};

/** By how much the server is ahead of this machine: half of the round trip is the way back. */
export const clockDistance = async (db: Patient['db'], now: () => number) => {
  const sent = now();
  const { localTime } = await db.command({ hello: 1 });
  const received = now();
  const serverTime = localTime instanceof Date ? localTime.getTime() : Number(localTime);
  return { aheadMs: Math.round(serverTime - (sent + received) / 2), roundTripMs: received - sent };
};

/** How the database is reached. */
export const CONNECTION_CHECKS: readonly Check<Patient>[] = [readPreference, direct, pool, privileges, clock];
