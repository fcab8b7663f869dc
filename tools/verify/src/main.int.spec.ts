import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoEventStore } from '@event-sourcing/event-store';
import { MongoClient, type Document } from 'mongodb';

const dbName = `verify-tool-${randomUUID()}`;
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

/** Runs the tool as a person does. */
const verify = (...args: readonly string[]) => {
  const main = join(import.meta.dirname, 'main.ts');
  const options = { encoding: 'utf8', timeout: 60_000 } as const;
  return spawnSync(process.execPath, ['--import', 'tsx', main, ...args], options);
};

describe('npm run verify', () => {
  it('is told of one place', () => {
    expect(verify('--db', 'bank', '--uri', 'u', '--data', 'd')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Give --uri or --data, not both.'),
    });
  }, 60_000);

  it('prints the head to publish, holds a log against it, and names the first fault', async () => {
    const good = verify('--db', dbName);
    expect(good).toMatchObject({ status: 0, stdout: expect.stringContaining('Good: 3 commits') });
    expect(good.stderr).toMatch(/ events 3 of 3 \(100 %\), [\d,]+\/s, /);
    const [, head = ''] = /^Head to publish: (3:[0-9a-f]{64})$/m.exec(good.stdout) ?? [];
    expect(verify('--db', dbName, '--published', head).stdout).toContain('The published head is part of it.');

    const commits = client.db(dbName).collection<Document & { _id: string }>('commits');
    await commits.deleteOne({ _id: 'c3' });
    const cut = verify('--db', dbName, '--published', head);
    expect(cut).toMatchObject({ status: 1, stdout: expect.stringContaining('FAULT cut-off at position 3') });

    await commits.updateOne({ _id: 'c2' }, { $set: { 'events.0.data.amount': 2_000 } });
    const changed = verify('--db', dbName);
    expect(changed.status).toBe(1);
    expect(changed.stdout).toMatch(
      /^FAULT changed at position 2, commit c2: .*\nBefore it: 1 commit in order/,
    );
  }, 120_000);

  it('refuses a published head that the walk would not pass', () => {
    const [from, published] = ['2', '1'].map((position) => `${position}:${'a'.repeat(64)}`);
    expect(verify('--db', dbName, '--from', `${from}`, '--published', `${published}`)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--published lies before --from'),
    });
  }, 60_000);

  it('says so when there is no log, or no data', () => {
    expect(verify('--db', 'none')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no log in the database "none".'),
    });
    expect(verify('--db', 'bank', '--data', '/nowhere')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There is no data in /nowhere.'),
    });
  }, 60_000);
});
