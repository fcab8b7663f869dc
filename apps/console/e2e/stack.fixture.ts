import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortBase, type Stack, startStack } from '@event-sourcing/stack';
import { MongoClient } from 'mongodb';

/** The whole system with its console, on databases of its own. */
export interface Running {
  /** Where the console is. */
  readonly url: string;
  readonly stack: Stack;
  readonly client: MongoClient;
  readonly databases: Readonly<Record<'bank' | 'messages', string>>;
  stop(): Promise<void>;
}

/** @param env of the services and the console, beside their databases */
export const startSystem = async (env: Readonly<Record<string, string>> = {}): Promise<Running> => {
  const portBase = await freePortBase();
  const dataDir = await mkdtemp(join(tmpdir(), 'console-spec-'));
  const databases = { bank: `bank-${randomUUID()}`, messages: `messages-${randomUUID()}` };
  const client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const stack = await startStack({
    ...{ dataDir, portBase, withConsole: true },
    env: {
      ...process.env,
      BANK_DATABASE: databases.bank,
      MESSAGES_DATABASE: databases.messages,
      SHUTDOWN_NOTICE_MS: '0',
      ...env,
    },
  });
  return {
    ...{ stack, client, databases, url: `http://127.0.0.1:${portBase}` },
    stop: async () => {
      await stack.stop();
      for (const name of Object.values(databases)) await client.db(name).dropDatabase();
      await client.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
