import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';

/** Runs `work` on the admin database of one server, through a connection of its own. */
export const withAdmin = async <Result>(
  uri: string,
  timeoutMs: number,
  work: (admin: Db) => Promise<Result>,
): Promise<Result> => {
  const options = {
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    monitorCommands: false,
  };
  const client = new MongoClient(uri, options);
  try {
    return await work(client.db('admin'));
  } finally {
    await client.close();
  }
};

/** Whether the server takes writes. */
export const isWritablePrimary = async (admin: Db): Promise<boolean> =>
  (await admin.command({ hello: 1 })).isWritablePrimary === true;

/** A connection string that may be shown: without user and password. */
export const withoutCredentials = (uri: string): string => uri.replace(/\/\/[^@/]*@/, '//');
