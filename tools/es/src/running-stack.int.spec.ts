import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freePortBase, type Stack, startStack } from '@event-sourcing/stack';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { MongoClient } from 'mongodb';
import { documents, es, stable } from './es.fixture';

/** The services are built and started, beside whatever is tested beside them. */
jest.setTimeout(240_000);

const [bank, messages] = [`bank-${randomUUID()}`, `messages-${randomUUID()}`];
let folder: string;
let stack: Stack;

const post = async (path: string, body: object): Promise<void> => {
  const address = stack.services.find(({ service }) => service === 'bank-command')?.address ?? '';
  const answered = await fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-correlation-id': `request of ${path}` },
    body: JSON.stringify(body),
  });
  if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await rest(100);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'es-stack-'));
  const env = { ...process.env, BANK_DATABASE: bank, MESSAGES_DATABASE: messages, SHUTDOWN_NOTICE_MS: '0' };
  stack = await startStack({ dataDir: folder, portBase: await freePortBase(), env });
  for (const name of ['ann', 'bob']) await post('/accounts', { accountId: `${name}-1`, owner: name });
  await post('/accounts/ann-1/deposits', { amount: '100' });
  await post('/transfers', { from: 'ann-1', to: 'bob-1', amount: '12.50' });
  await until(async () => (await es('head', '--db', messages)).stdout.startsWith('1:'));
  for (const readers of ['projections', 'reactions'])
    await until(async () => !/"position":[0-3]\b/.test(await told(readers, 'list', '--db', bank)));
}, 240_000);

afterAll(async () => {
  await stack.stop();
  const client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  for (const name of [bank, messages]) await client.db(name).dropDatabase();
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

const told = async (...args: readonly string[]): Promise<string> => (await es(...args, '--json')).stdout;

/** What a command says as JSON, without what differs from run to run. */
const answered = async (...args: readonly string[]): Promise<unknown> => {
  const ran = await es(...args, '--json');
  const text = JSON.stringify(stable(documents(ran)))
    .replaceAll(bank, '<bank>')
    .replaceAll(messages, '<messages>')
    .replaceAll(/notice-[0-9a-f]{32}/g, '<notice>')
    .replaceAll(/"holder":"[^"]*"/g, '"holder":"<instance>"')
    .replaceAll(/"(roundTripMs|insertMs|slowestLoserMs|clockMs)":-?[\d.]+/g, '"$1":"<ms>"');
  return { exitCode: ran.exitCode, documents: JSON.parse(text) };
};

const models = join(workspaceRoot, 'libs/bank-domain/src/inspection.ts');

describe('es on a running stack', () => {
  it.each([
    ['head', []],
    ['read', ['--type', 'MoneyTransferred']],
    ['tail', ['--lines', '2']],
    ['entity account:ann-1', ['--models', models]],
    ['explain 4', ['--also', messages]],
    ['verify', []],
    ['catalogue', ['--models', models]],
    ['projections list', []],
    ['reactions list', []],
    ['reactions parked transfer-notices', []],
    ['reactions waiting transfer-notices', []],
  ])('tells %s', async (command, options) => {
    expect(await answered(...command.split(' '), ...options, '--db', bank)).toMatchSnapshot();
  });

  it('finds nothing wrong with it', async () => {
    const [examined] = documents(await es('doctor', '--db', bank, '--quick', '--projections', '--json'));
    expect(examined).toMatchObject({ findings: [] });
  });

  it.each([
    ['projections', 'accounts'],
    ['reactions', 'transfer-notices'],
  ])('pauses one of its %s, and lets it go on', async (kind, name) => {
    const on = [name, '--db', bank];
    const why = ['--reason', 'repairs', '--by', 'ed'];
    expect(await answered(kind, 'pause', ...on, ...why)).toMatchSnapshot();
    expect(await answered(kind, 'pause', ...on, ...why)).toMatchSnapshot();
    expect(await told(kind, 'list', '--db', bank)).toContain('"by":"ed","reason":"repairs"');
    expect(await answered(kind, 'resume', ...on)).toMatchSnapshot();
    expect(await answered(kind, 'resume', ...on)).toMatchSnapshot();
  });

  it('has what runs there filled anew, drops what was replaced, and has a reaction begin anew', async () => {
    expect(await answered('projections', 'rebuild', 'accounts', '--db', bank)).toMatchSnapshot();
    await until(async () => (await told('projections', 'list', '--db', bank)).includes('"replaced"'));
    expect(await answered('projections', 'drop', 'accounts', '--db', bank)).toMatchSnapshot();
    const resumed = ['resume-at', 'transfer-notices', '3', '--reason', 'again'];
    expect(await answered('reactions', ...resumed, '--db', bank)).toMatchSnapshot();
    await until(async () => (await told('reactions', 'list', '--db', bank)).includes('"lag":0'));
    expect((await es('head', '--db', messages)).stdout).toMatch(/^1:/);
  });

  it('decides about nothing that is not parked, and says so', async () => {
    for (const decision of [['retry'], ['skip', '--reason', 'x']]) {
      const [action = '', ...more] = decision;
      const ran = await es('reactions', action, 'transfer-notices', '4', ...more, '--db', bank);
      expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('parked-item-not-found') });
    }
  });

  it('appends to its log, once under an id, and what runs there takes it in', async () => {
    const data = { transactionId: 't9', accountId: 'bob-1', amount: '1.00', currency: 'EUR' };
    const event = ['--type', 'MoneyDeposited', '--tag', 'account:bob-1', '--payload', JSON.stringify(data)];
    const append = ['append', ...event, '--id', 'by-hand', '--models', models, '--db', bank];
    expect(await answered(...append)).toMatchSnapshot();
    expect(await answered(...append)).toMatchSnapshot();
    await until(async () => (await told('reactions', 'list', '--db', bank)).includes('"position":5'));
  });
});
