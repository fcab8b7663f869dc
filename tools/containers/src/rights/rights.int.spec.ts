import { tellStory } from '@event-sourcing/demo';
import { withEngine } from '@event-sourcing/engine';
import { freePortBase, startStack } from '@event-sourcing/stack';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type GuardingProxy, startGuardingProxy } from './guarding-proxy';
import { readRoles } from './roles';

const behindRoles = (use: (proxy: GuardingProxy) => Promise<void>): Promise<void> =>
  withEngine({}, async ({ uri }) => {
    const proxy = await startGuardingProxy(uri, await readRoles());
    try {
      await use(proxy);
    } finally {
      await proxy.stop();
    }
  });

const tellsStory = async ({ uri }: GuardingProxy): Promise<number> => {
  const { signal } = new AbortController();
  const env = { ...process.env, MONGODB_URI: uri, SCRATCH_DATABASE: 'scratch' };
  return inTemporaryFolder('rights', async (dataDir) => {
    const portBase = await freePortBase();
    const stack = await startStack({ dataDir, portBase, signal, env });
    const story = tellStory({ portBase, run: 'guarded', say: () => undefined, signal });
    return Promise.race([story, stack.failed]).finally(() => stack.stop());
  });
};

describe('the users of the database', () => {
  it('may do all that the services do, from the first start on', async () => {
    await behindRoles(async (proxy) => {
      expect(await tellsStory(proxy)).toBe(19);
      expect(proxy.refused).toEqual([]);
      expect([...proxy.judged].sort()).toEqual(['bank-command', 'messages-command', 'messages-query']);
    });
  }, 300_000);

  it('may not change or remove what is in the log', async () => {
    await behindRoles(async ({ uri }) => {
      const client = await MongoClient.connect(uri, { appName: 'messages-command' });
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
  }, 60_000);
});
