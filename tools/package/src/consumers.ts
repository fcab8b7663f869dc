/** A project of somebody else, which installs the package. */
export interface Consumer {
  readonly name: string;
  readonly type: 'module' | 'commonjs';
  /** Beside the package itself, with what the compiler needs. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The files that it takes from the page. */
  readonly files: readonly string[];
  /** Files of its own. */
  readonly own?: Readonly<Record<string, string>>;
  /** The globals of its test runner. */
  readonly types?: readonly string[];
  /** What it runs once it is compiled. */
  readonly run: readonly string[];
}

const COMPILER = { typescript: '6.0.3', '@types/node': '24.19.2' };

const nest = (version: string, cqrs: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(['common', 'core', 'testing'].map((part) => [`@nestjs/${part}`, version])),
  '@nestjs/cqrs': cqrs,
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
});

const JEST = { jest: '30.5.2', '@types/jest': '30.0.0' };
const NEST_FILES = ['bank.ts', 'bank.module.ts', 'bank.spec.ts'];

/** The same application on a real database, over a connection that the application holds. */
const onEngine = (connect: string, types: string): string => `${connect}
import { EventStore } from '@event-sourcing/event-store';
import { EventStoreModule, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { Test } from '@nestjs/testing';
import { deposited, withdraw } from './bank.js';
import { BankModule, Post } from './bank.module.js';

test('the same on an engine, over ${types}', async () => {
  const { client, close } = await connect(process.env.MONGODB_URI ?? '');
  const dbName = 'consumer-' + String(process.pid) + '-' + String(Date.now());
  const root = EventStoreModule.forRootAsync({ useFactory: () => ({ client, dbName }) });
  const app = await (await Test.createTestingModule({ imports: [root, BankModule] }).compile()).init();
  const store = app.get(EventStore);
  await store.append({ events: [deposited({ accountId: '42', cents: 1_000 })] });
  await withdraw(store, '42', 600);
  await app.get(SubscriptionRegistry).settled({ timeoutMs: 20_000 });
  expect(app.get(Post).sent).toEqual(['600 were withdrawn from 42']);
  await app.close();
  await client.db(dbName).dropDatabase();
  await close();
}, 60_000);
`;

const BY_DRIVER = `import { MongoClient } from 'mongodb';
const connect = async (uri: string) => {
  const client = await MongoClient.connect(uri);
  return { client, close: () => client.close() };
};`;

const BY_MONGOOSE = `import { createConnection } from 'mongoose';
const connect = async (uri: string) => {
  const connection = await createConnection(uri).asPromise();
  return { client: connection.getClient(), close: () => connection.close() };
};`;

/** The shapes of application that the package is for, at both ends of each range that its manifest states. */
export const CONSUMERS: readonly Consumer[] = [
  {
    name: 'Nest 12, ES modules, Vitest, mongodb 7',
    type: 'module',
    dependencies: { ...COMPILER, ...nest('12.1.1', '12.0.0'), mongodb: '7.8.0', vitest: '5.1.2' },
    types: ['vitest/globals'],
    files: NEST_FILES,
    own: { 'engine.spec.ts': onEngine(BY_DRIVER, 'a client of its own') },
    run: ['vitest', 'run', '--globals', '--dir', 'dist', '--testTimeout', '60000'],
  },
  {
    name: 'Nest 11, CommonJS, Jest, mongoose 8, mongodb 6.20',
    type: 'commonjs',
    dependencies: {
      ...COMPILER,
      ...JEST,
      ...nest('11.1.6', '11.0.3'),
      mongoose: '8.19.2',
      mongodb: '6.20.0',
    },
    types: ['jest'],
    files: NEST_FILES,
    own: { 'engine.spec.ts': onEngine(BY_MONGOOSE, 'the client that mongoose holds') },
    run: ['jest', '--rootDir', 'dist', '--testTimeout', '60000'],
  },
  {
    name: 'Nest 10, CommonJS, Jest, mongodb 6.10',
    type: 'commonjs',
    dependencies: { ...COMPILER, ...JEST, ...nest('10.4.20', '10.2.8'), mongodb: '6.10.0' },
    types: ['jest'],
    files: NEST_FILES,
    own: { 'engine.spec.ts': onEngine(BY_DRIVER, 'a client of its own') },
    run: ['jest', '--rootDir', 'dist', '--testTimeout', '60000'],
  },
  {
    name: 'plain Node, ES modules, mongodb 7',
    type: 'module',
    dependencies: { ...COMPILER, mongodb: '7.8.0' },
    files: ['bank.ts', 'main.ts'],
    run: ['node', 'dist/main.js'],
  },
  {
    name: 'plain Node, CommonJS, mongodb 6.10',
    type: 'commonjs',
    dependencies: { ...COMPILER, mongodb: '6.10.0' },
    files: ['bank.ts', 'main.ts'],
    run: ['node', 'dist/main.js'],
  },
];
