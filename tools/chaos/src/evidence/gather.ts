import type { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Evidence, RawDocument } from './evidence';
import { rawLog } from './raw-log';

export const logsOf = async (client: MongoClient): Promise<Evidence['logs']> => ({
  bank: await rawLog(client.db('bank')),
  messages: await rawLog(client.db('messages')),
});

const documents = z.array(z.record(z.string(), z.unknown()));

const modelOf = async (
  client: MongoClient,
  database: string,
  collection: string,
): Promise<readonly RawDocument[]> =>
  documents.parse(await client.db(database).collection(collection).find().toArray());

/** What the projections have stored. */
export const modelsOf = async (client: MongoClient): Promise<Evidence['models']> => ({
  accounts: await modelOf(client, 'bank', 'accounts.accounts.v1'),
  messages: await modelOf(client, 'messages', 'messages.messages.v1'),
  mailboxes: await modelOf(client, 'messages', 'messages.mailboxes.v1'),
});
