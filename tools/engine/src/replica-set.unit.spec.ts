import { describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { ensureReplicaSet } from './replica-set';

/** Stands in for a mongod, which not every machine has. */
const server = (config: () => Document) => {
  const commands: Document[] = [];
  const command = async (document: Document): Promise<Document> => {
    commands.push(document);
    return 'replSetGetConfig' in document ? { config: config() } : { ok: 1 };
  };
  return { admin: { command }, commands };
};

const members = (host: string) => [{ _id: 0, host }];

describe('a lone mongod', () => {
  it('is made a replica set of its own the first time', async () => {
    const { admin, commands } = server(() => {
      throw Object.assign(new Error('no replset config has been received'), { code: 94 });
    });
    await ensureReplicaSet(admin, 27_001);
    expect(commands.at(-1)).toEqual({ replSetInitiate: { _id: 'dev', members: members('127.0.0.1:27001') } });
  });

  it('is told its new address when it comes back on another port', async () => {
    const { admin, commands } = server(() => ({
      _id: 'dev',
      version: 4,
      members: members('127.0.0.1:27001'),
    }));
    await ensureReplicaSet(admin, 27_002);
    const moved = { _id: 'dev', version: 5, members: members('127.0.0.1:27002') };
    expect(commands.at(-1)).toEqual({ replSetReconfig: moved, force: true });
  });

  it('is left as it is on the same port', async () => {
    const { admin, commands } = server(() => ({
      _id: 'dev',
      version: 4,
      members: members('127.0.0.1:27001'),
    }));
    await ensureReplicaSet(admin, 27_001);
    expect(commands).toEqual([{ replSetGetConfig: 1 }]);
  });
});
