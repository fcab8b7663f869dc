import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient, type Document } from 'mongodb';
import { documents, es, stable } from '../es.fixture';

const dbName = `es-verify-${randomUUID()}`;
let client: MongoClient;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const store = await MongoEventStore.open(client, dbName);
  for (const amount of [1, 2, 3]) {
    await store.append({
      command: { id: `c${amount}`, anyRequest: true },
      events: [{ type: 'Paid', version: 1, tags: [], data: { amount } }],
    });
  }
  await store.close();
});

afterAll(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

const verify = (...args: readonly string[]) => es('verify', '--db', dbName, ...args);

describe('es verify', () => {
  it('is told of one place', async () => {
    expect(await verify('--uri', 'u', '--data', 'd')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Give --uri or --data, not both.'),
    });
  });

  it('prints the head to publish, holds a log against it, and names the first fault', async () => {
    const good = await verify();
    expect(good).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Good: 3 commits') });
    expect(good.stderr).toMatch(/ events 3 of 3 \(100 %\), [\d,]+\/s, /);
    const [, head = ''] = /^Head to publish: (3:[0-9a-f]{64})$/m.exec(good.stdout) ?? [];
    expect((await verify('--published', head)).stdout).toContain('The published head is part of it.');
    expect(stable(documents(await verify('--json')))).toEqual([
      { commits: 3, head: { position: 3, hash: '<hash>' } },
    ]);

    const commits = client.db(dbName).collection<Document & { _id: string }>('commits');
    await commits.deleteOne({ _id: 'c3' });
    const cut = await verify('--published', head);
    expect(cut).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('FAULT cut-off at position 3'),
    });

    await commits.updateOne({ _id: 'c2' }, { $set: { 'events.0.data.amount': 2_000 } });
    const changed = await verify();
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toMatch(
      /^FAULT changed at position 2, commit c2: .*\nBefore it: 1 commit in order/,
    );
    expect(stable(documents(await verify('--json')))).toEqual([
      {
        commits: 1,
        head: { position: 1, hash: '<hash>' },
        fault: { kind: 'changed', position: 2, commitId: 'c2', detail: expect.any(String) },
      },
    ]);
  });

  it('refuses a published head that the walk would not pass', async () => {
    const [from = '', published = ''] = ['2', '1'].map((position) => `${position}:${'a'.repeat(64)}`);
    expect(await verify('--from', from, '--published', published)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--published lies before --from'),
    });
  });

  it('says so when there is no log, or no data', async () => {
    expect(await es('verify', '--db', 'none')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('There is no log in the database "none".'),
    });
    expect(await es('verify', '--db', 'bank', '--data', '/nowhere')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('There is no data in /nowhere.'),
    });
  });
});
