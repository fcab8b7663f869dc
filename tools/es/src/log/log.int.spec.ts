import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoEventStore } from '@event-sourcing/event-store';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { MongoClient } from 'mongodb';
import { documents, es, stable } from '../es.fixture';

const [bank, messages] = [`es-bank-${randomUUID()}`, `es-messages-${randomUUID()}`];
const models = join(import.meta.dirname, '../inspection.fixture.ts');
let client: MongoClient;

const event = (type: string, tags: readonly string[], data = {}) => ({ type, version: 1, tags, data });

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const store = await MongoEventStore.open(client, bank);
  const append = (id: string, events: ReturnType<typeof event>[], metadata = {}) =>
    store.append({ events, metadata, command: { id, anyRequest: true } });
  await append('c1', [event('Opened', ['account:a'])], { correlationId: 'r1', actor: 'ann' });
  await append(
    'c2',
    [event('Paid', ['account:a'], { amount: 5 }), event('Paid', ['account:b'], { amount: 7 })],
    {
      correlationId: 'r2',
      actor: 'ann',
    },
  );
  await append('c3', [event('Noted', ['account:a'])], { correlationId: 'r2', causationId: 'c2' });
  await append('c4', [event('Paid', ['account:a'], { amount: -2 })], { correlationId: 'r3' });
  await store.close();
  const other = await MongoEventStore.open(client, messages);
  await other.append({
    events: [event('Sent', ['user:ann'])],
    metadata: { correlationId: 'r2' },
    command: { id: 'm1', anyRequest: true },
  });
  await other.close();
});

afterAll(async () => {
  for (const name of [bank, messages]) await client.db(name).dropDatabase();
  await client.close();
});

describe('es head', () => {
  it('tells the head as it is published', async () => {
    const { stdout } = await es('head', '--db', bank);
    expect(stdout).toMatch(/^5:[0-9a-f]{64} {2}\d{4}-/);
    const [found] = documents(await es('head', '--db', bank, '--json'));
    expect(stable(found)).toEqual({ position: 5, hash: '<hash>', commitId: 'c4', recordedAt: '<time>' });
  });

  it('makes no log where there is none', async () => {
    const none = `es-none-${randomUUID()}`;
    expect(await es('head', '--db', none)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`There is no log in the database "${none}".`),
    });
    expect(await client.db(none).listCollections().toArray()).toEqual([]);
  });
});

describe('es read', () => {
  const positions = async (...args: readonly string[]) =>
    documents(await es('read', '--db', bank, '--json', ...args)).map(({ position }) => position);

  it('reads by type and tag, within positions, either way', async () => {
    expect(await positions()).toEqual([1, 2, 3, 4, 5]);
    expect(await positions('--type', 'Paid', '--tag', 'account:a')).toEqual([2, 5]);
    expect(await positions('--type', 'Paid', '--type', 'Noted', '--after', '2')).toEqual([3, 4, 5]);
    expect(await positions('--backwards', '--up-to', '4', '--limit', '2')).toEqual([4, 3]);
  });

  it('tells an event in a line, or as JSON', async () => {
    const args = ['read', '--db', bank, '--after', '2', '--limit', '1'];
    expect((await es(...args)).stdout).toMatch(/^3 {2}\S+Z {2}Paid {2}account:b {2}\{"amount":7\}\n$/);
    const [found] = documents(await es(...args, '--json'));
    expect(stable(found)).toEqual({
      position: 3,
      type: 'Paid',
      version: 1,
      tags: ['account:b'],
      data: { amount: 7 },
      recordedAt: '<time>',
      commitId: 'c2',
      metadata: { correlationId: 'r2', actor: 'ann' },
    });
  });

  it('says what the store refuses in the words of the store', async () => {
    expect(await es('read', '--db', bank, '--after', '-1')).toMatchObject({ exitCode: 2 });
    expect(await es('entity', 'account:a', '--db', bank, '--models', models, '--after', '9')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('position-beyond-head'),
    });
  });
});

describe('es tail', () => {
  it('shows the last events in order', async () => {
    const { stdout } = await es('tail', '--db', bank, '--lines', '2');
    expect(stdout.split('\n').map((line) => line.slice(0, 1))).toEqual(['4', '5', '']);
  });

  it('follows the log until it is stopped', async () => {
    const main = join(import.meta.dirname, '../main.ts');
    const args = ['--import', 'tsx', main, 'tail', '--db', messages, '--follow', '--json'];
    const tool = execa(process.execPath, args, { reject: false, lines: true });
    const seen = tool[Symbol.asyncIterator]();
    expect(JSON.parse(String((await seen.next()).value))).toMatchObject({ position: 1 });
    const store = await MongoEventStore.open(client, messages);
    await store.append({ events: [event('Read', ['user:ann'])] });
    await store.close();
    expect(JSON.parse(String((await seen.next()).value))).toMatchObject({ position: 2, type: 'Read' });
    tool.kill('SIGINT');
    expect(await tool).toMatchObject({ exitCode: 0 });
  }, 60_000);
});

describe('es entity', () => {
  it('shows the state after each event, and what each changed', async () => {
    const { stdout, stderr } = await es('entity', 'account:a', '--db', bank, '--models', models);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/Opened.*\n.*Paid.*\n {4}balance\.sum: "0" → "5"\n {4}balance\.last: "\d{4}/);
    const steps = documents(await es('entity', 'account:a', '--db', bank, '--models', models, '--json'));
    expect(stable(steps.at(-1))).toEqual({
      ...stableEvent(5, 'Paid', { amount: -2 }),
      commitId: 'c4',
      metadata: { correlationId: 'r3' },
      states: { balance: { sum: '3', last: '<time>' } },
      changes: [
        { path: 'balance.sum', from: '5', to: '3' },
        { path: 'balance.last', from: '<time>', to: '<time>' },
      ],
    });
  });

  it('goes on from a position with the state as of it', async () => {
    const args = ['entity', 'account:a', '--db', bank, '--models', models, '--after', '3', '--json'];
    expect(documents(await es(...args))).toMatchObject([
      { position: 4, states: { balance: { sum: '5' } }, changes: [] },
      { position: 5, states: { balance: { sum: '3' } } },
    ]);
  });

  it('shows the events alone without models', async () => {
    const [first] = documents(await es('entity', 'account:b', '--db', bank, '--json'));
    expect(first).toMatchObject({ position: 3, states: {}, changes: [] });
  });

  it('names a module that has no models', async () => {
    expect(
      await es('entity', 'account:b', '--db', bank, '--models', import.meta.filename + 'x'),
    ).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('cannot be loaded'),
    });
  });
});

const stableEvent = (position: number, type: string, data: object) => ({
  ...{ position, type, version: 1, tags: ['account:a'], data, recordedAt: '<time>' },
});

describe('es explain', () => {
  it('tells the command of an event, its cause, and what followed in both logs', async () => {
    const { stdout } = await es('explain', '4', '--db', bank, '--also', messages);
    expect(stdout).toContain('causationId: c2');
    expect(stdout).toMatch(/Caused by\n.*Paid.*\n.*Paid.*\nEarlier in the same request\n/);
    const [found] = documents(await es('explain', '3', '--db', bank, '--also', messages, '--json'));
    expect(found).toMatchObject({
      log: bank,
      commit: { commitId: 'c2', position: 2, lastPosition: 3, metadata: { actor: 'ann' } },
      correlationId: 'r2',
      before: [],
      followed: [
        { log: bank, commitId: 'c3', events: [{ type: 'Noted' }] },
        { log: messages, commitId: 'm1', events: [{ type: 'Sent' }] },
      ],
    });
  });

  it('says that there is no such position', async () => {
    expect(await es('explain', '6', '--db', bank)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('has no position 6'),
    });
  });
});

describe('es catalogue', () => {
  it('lists the types that are stored and those that are declared', async () => {
    const [found] = documents(await es('catalogue', '--db', bank, '--models', models, '--json'));
    expect(stable(found)).toEqual({
      types: [
        { type: 'Noted', latest: latest(4), tags: ['account:{…}'] },
        { type: 'Opened', latest: latest(1), tags: ['account:{…}'] },
        { type: 'Paid', latest: latest(5), tags: ['account:{…}'], declared: 1 },
        { type: 'Refunded', tags: [], declared: 1 },
      ],
    });
    expect((await es('catalogue', '--db', bank)).stdout).toContain('Opened');
  });
});

const latest = (position: number) => ({ version: 1, position, recordedAt: '<time>' });

describe('es append', () => {
  const db = `es-append-${randomUUID()}`;
  beforeAll(async () => {
    await (await MongoEventStore.open(client, db)).close();
  });
  afterAll(() => client.db(db).dropDatabase());

  it('appends an event once, however often it is asked to under one id', async () => {
    const args = ['append', '--db', db, '--type', 'Paid', '--tag', 'account:a', '--payload', '{"amount":1}'];
    const first = documents(await es(...args, '--id', 'k', '--actor', 'ed', '--json'));
    expect(stable(first)).toEqual([
      { commitId: 'k', position: 1, lastPosition: 1, recordedAt: '<time>', hash: '<hash>', duplicate: false },
    ]);
    expect((await es(...args, '--id', 'k', '--actor', 'ed')).stdout).toContain('Stored before: position 1');
    expect((await es('explain', '1', '--db', db)).stdout).toContain('actor: ed');
  });

  it('appends those of a file under a condition, and says that it failed', async () => {
    await inTemporaryFolder('es', async (folder) => {
      const file = join(folder, 'events.json');
      await writeFile(file, JSON.stringify([{ type: 'A' }, { type: 'B', tags: ['x:1'] }]));
      const condition = JSON.stringify({ failIfEventsMatch: { items: [{ tags: ['x:1'] }] } });
      const args = ['append', '--db', db, '--events', file, '--condition', condition];
      expect((await es(...args)).stdout).toContain('positions 2 to 3');
      expect(await es(...args)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('append-condition-failed'),
      });
    });
  });

  it.each([
    ['neither a type nor events', []],
    ['no object', ['--type', 'A', '--payload', '[1]']],
    ['no JSON', ['--type', 'A', '--payload', '{']],
    ['a condition that is none', ['--type', 'A', '--condition', '{"after":1}']],
  ])('refuses %s', async (_, args) => {
    expect(await es('append', '--db', db, ...args)).toMatchObject({ exitCode: 2 });
  });

  it('holds an event against the types that are declared', async () => {
    const args = ['append', '--db', db, '--type', 'Paid', '--payload', '{"amount":"1"}', '--models', models];
    expect(await es(...args)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('invalid-append'),
    });
  });
});
