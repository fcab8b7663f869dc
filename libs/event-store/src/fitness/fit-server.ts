import type { MongoClient } from 'mongodb';
import { EventStoreError } from '../contract';
import { type Examination, examineServer } from './examine-server';
import { identifyServer } from './server';

/** Verdicts of this process, by where the server is and what it calls itself. */
const verdicts = new Map<string, Examination>();

/** Examines a server, once in a process for each address and version. @throws EventStoreError `store-unavailable` */
export const verdictOn = async (client: MongoClient, dbName: string): Promise<Examination> => {
  const server = await identifyServer(client.db(dbName));
  const hosts = client.options.hosts.map(String).join();
  const key = `${hosts} ${server.name} ${server.version}`;
  const known = verdicts.get(key);
  if (known) return known;
  const examination = await examineServer(client, dbName, server);
  // What has been put right is looked at again.
  if (examination.findings.length === 0) verdicts.set(key, examination);
  return examination;
};

/** @throws EventStoreError `server-unfit` when anything was found */
export const refuseUnfit = ({ server, findings }: Examination): void => {
  const [first, ...others] = findings;
  if (!first) return;
  const { check, asked, expected, got, remedy } = first;
  throw new EventStoreError(
    'server-unfit',
    `${server.name} ${server.version} does not keep what the event store rests on (${check}): asked ${asked}, ` +
      `expected ${expected}, got ${got}${others.length > 0 ? `; ${others.length} more in the facts` : ''}. ` +
      `Nothing was made. ${remedy}`,
    { ...server, findings },
  );
};
