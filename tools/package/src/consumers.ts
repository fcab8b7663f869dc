/** A project of somebody else, which installs the package. */
export interface Consumer {
  readonly name: string;
  readonly type: 'module' | 'commonjs';
  /** Beside the package itself, with what the compiler needs. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The files that it takes from the pages. */
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

/** A read model of the first page as a model of mongoose, whichever client the store has. */
const AS_MONGOOSE = `import { EventStore } from '@event-sourcing/event-store';
import { mongooseReadModel, type MongooseReadModel, readModelToken } from '@event-sourcing/event-store/mongoose';
import { EventStoreModule, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { Test } from '@nestjs/testing';
import { Schema } from 'mongoose';
import { balances, deposited } from './bank.js';

interface Row {
  readonly _id: string;
  readonly cents: number;
}
const schema = new Schema<Row>({ _id: String, cents: Number });
const [uri, dbName] = [process.env.MONGODB_URI ?? '', 'consumer-' + String(process.pid) + '-' + String(Date.now())];

test.each([
  ['in memory', EventStoreModule.forTesting()],
  ['on an engine', EventStoreModule.forRoot({ uri, dbName })],
])('a read model as a model of mongoose, %s', async (_where, root) => {
  const imports = [root, EventStoreModule.forFeature({ projections: [balances] })];
  const providers = [mongooseReadModel({ projection: 'balances', model: 'balances', schema })];
  const app = await (await Test.createTestingModule({ imports, providers }).compile()).init();
  await app.get(EventStore).append({ events: [deposited({ accountId: '42', cents: 1_000 })] });
  await app.get(SubscriptionRegistry).settled({ timeoutMs: 20_000 });
  const rows = app.get<MongooseReadModel<Row>>(readModelToken('balances', 'balances'));
  expect(await rows.read((Balance) => Balance.find({ cents: { $gt: 1 } }).lean())).toMatchObject([{ cents: 1_000 }]);
  await expect(rows.read((Balance) => Balance.deleteMany())).rejects.toMatchObject({ code: 'invalid-reading' });
  await app.close();
}, 60_000);
`;

/** The guide's application, started over the connection that mongoose holds, in a database of its own. */
const ENVIRONMENT = `const uri = new URL(process.env.MONGODB_URI ?? '');
uri.pathname = '/shop-' + String(process.pid);
process.env.MONGODB_URI = uri.href;
`;
const EXISTING = `import './environment.js';
import { Test } from '@nestjs/testing';
import { AppModule } from './app.module.js';
import { VouchersService } from './vouchers/vouchers.service.js';

test('a decision in an application that has mongoose, on an engine', async () => {
  const app = await (await Test.createTestingModule({ imports: [AppModule] }).compile()).init();
  const vouchers = app.get(VouchersService);
  expect(await vouchers.redeem('SPRING', 'ann', '1')).toBe(true);
  expect(await vouchers.redeem('SPRING', 'ann', '1')).toBe(false);
  await expect(vouchers.redeem('SPRING', 'bob', '2')).rejects.toMatchObject({ code: 'voucher-redeemed' });
  await app.close();
}, 60_000);
`;

const EXISTING_FILES = [
  'app.module.ts',
  ...['voucher', 'vouchers.service', 'vouchers.module', 'vouchers.spec'].map((name) => `vouchers/${name}.ts`),
];

/** The shapes of application that the package is for, at both ends of each range that its manifest states. */
export const CONSUMERS: readonly Consumer[] = [
  {
    name: 'Nest 12, ES modules, Vitest, mongoose 9, mongodb 7',
    type: 'module',
    dependencies: {
      ...COMPILER,
      ...nest('12.1.1', '12.0.0'),
      mongodb: '7.8.0',
      mongoose: '9.12.1',
      vitest: '5.1.2',
    },
    types: ['vitest/globals'],
    files: NEST_FILES,
    own: { 'engine.spec.ts': onEngine(BY_DRIVER, 'a client of its own'), 'mongoose.spec.ts': AS_MONGOOSE },
    run: ['vitest', 'run', '--globals', '--dir', 'dist', '--testTimeout', '60000'],
  },
  {
    name: 'Nest 11, CommonJS, Jest, mongoose 8, mongodb 6.20',
    type: 'commonjs',
    dependencies: {
      ...COMPILER,
      ...JEST,
      ...nest('11.1.6', '11.0.3'),
      '@nestjs/mongoose': '11.0.4',
      mongoose: '8.19.2',
      mongodb: '6.20.0',
    },
    types: ['jest'],
    files: [...NEST_FILES, ...EXISTING_FILES],
    own: {
      'engine.spec.ts': onEngine(BY_MONGOOSE, 'the client that mongoose holds'),
      'mongoose.spec.ts': AS_MONGOOSE,
      'environment.ts': ENVIRONMENT,
      'existing.spec.ts': EXISTING,
    },
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
