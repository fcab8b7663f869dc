import { tellStory } from '@event-sourcing/demo';
import { withEngine } from '@event-sourcing/engine';
import { freePortBase, startStack } from '@event-sourcing/stack';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type GuardingProxy, startGuardingProxy } from './guarding-proxy';
import { readRoles } from './roles';

let proxy: GuardingProxy;
let roles: Awaited<ReturnType<typeof readRoles>>;
let finished: () => void;
let engine: Promise<unknown>;

beforeAll(async () => {
  roles = await readRoles();
  const ready = Promise.withResolvers<string>();
  engine = withEngine({}, ({ uri }) => {
    ready.resolve(uri);
    return new Promise<void>((resolve) => (finished = resolve));
  });
  proxy = await startGuardingProxy(await ready.promise, roles);
});
afterAll(async () => {
  await proxy.stop();
  finished();
  await engine;
});

describe('the users of the database', () => {
  it('may do all that the services do, from the first start on', async () => {
    const { signal } = new AbortController();
    const say = (): void => undefined;
    const env = { ...process.env, MONGODB_URI: proxy.uri, SCRATCH_DATABASE: 'scratch' };
    await inTemporaryFolder('rights', async (dataDir) => {
      const portBase = await freePortBase();
      const stack = await startStack({ dataDir, portBase, signal, env });
      try {
        const story = tellStory({ portBase, run: 'guarded', say, signal });
        expect(await Promise.race([story, stack.failed])).toBe(19);
      } finally {
        await stack.stop();
      }
    });
    expect(proxy.refused).toEqual([]);
    expect([...proxy.judged].sort()).toEqual(['bank-command', 'messages-command', 'messages-query']);
  }, 300_000);

  it('may not change or remove what is in the log', async () => {
    const client = await MongoClient.connect(proxy.uri, { appName: 'messages-command' });
    const commits = client.db('messages').collection('commits');
    const attempts = [
      () => commits.updateOne({ position: 1 }, { $set: { position: 2 } }),
      () => commits.deleteMany({}),
      () => commits.findOneAndDelete({}),
      () => commits.drop(),
      () => client.db('bank').collection('commits').findOne(),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 13 });
    await client.close();
  });
});
