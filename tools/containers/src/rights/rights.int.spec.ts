import { tellStory } from '@event-sourcing/demo';
import { withEngine } from '@event-sourcing/engine';
import { requiredPrivileges } from '@event-sourcing/event-store';
import { freePortBase, startStack } from '@event-sourcing/stack';
import { inTemporaryFolder, workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
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

/** What an operator looks at in the console. */
const LOOKED_AT = [
  '/api/logs',
  '/api/logs/bank/events',
  '/api/logs/bank/events/3',
  '/api/logs/bank/entity?tag=account:anna-guarded',
  '/api/logs/messages/events',
];

const tellsStory = async ({ uri }: GuardingProxy): Promise<number> => {
  const { signal } = new AbortController();
  const env = { ...process.env, MONGODB_URI: uri, SCRATCH_DATABASE: 'scratch' };
  return inTemporaryFolder('rights', async (dataDir) => {
    const portBase = await freePortBase();
    const stack = await startStack({ dataDir, portBase, signal, env, withConsole: true });
    const story = async (): Promise<number> => {
      const outcomes = await tellStory({ portBase, run: 'guarded', say: () => undefined, signal });
      for (const path of LOOKED_AT)
        expect((await fetch(`http://127.0.0.1:${portBase}${path}`)).status).toBe(200);
      return outcomes;
    };
    return Promise.race([story(), stack.failed]).finally(() => stack.stop());
  });
};

/** What `es doctor` finds wrong as a user; services that were stopped run nothing. */
const doctorsFindings = async ({ uri }: GuardingProxy, role: string, db: string): Promise<unknown> => {
  const asRole = new URL(uri);
  asRole.searchParams.set('appName', role);
  const args = ['doctor', '--db', db, '--uri', asRole.href, '--quick', '--json'];
  const { stdout } = await execa(
    process.execPath,
    ['--import', 'tsx', 'tools/es/src/main.ts', ...args, '--scratch-database', 'scratch'],
    { cwd: workspaceRoot, reject: false },
  );
  return z.object({ findings: z.array(z.unknown()) }).parse(JSON.parse(stdout)).findings;
};

/** Who writes, where, and whether it has projections. */
const WRITERS = [
  ['bank-command', 'bank', true],
  ['messages-command', 'messages', false],
  ['messages-query', 'messages', true],
] as const;

describe('the users of the database', () => {
  it('may do all that the services do, from the first start on', async () => {
    await behindRoles(async (proxy) => {
      expect(await tellsStory(proxy)).toBe(19);
      expect(proxy.refused).toEqual([]);
      expect([...proxy.judged].sort()).toEqual([
        'bank-command',
        'console',
        'messages-command',
        'messages-query',
      ]);
      for (const [role, db] of WRITERS) {
        expect({ role, findings: await doctorsFindings(proxy, role, db) }).toEqual({ role, findings: [] });
      }
      expect(proxy.refused).toEqual([]);
    });
  }, 300_000);

  it.each(WRITERS)('are those that the store says it needs, for %s', async (role, database, projections) => {
    const needed = requiredPrivileges({ database, scratchDatabase: 'scratch', projections });
    const written = (await readRoles()).find((one) => one.role === role);
    expect(written).toEqual({ role, privileges: needed });
  });

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
