import { codeOf } from '@event-sourcing/tools-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { REPLICA_SET } from './engine-command';

const NOT_YET_INITIALIZED = 94;

const answer = z.object({
  config: z.looseObject({ version: z.number(), members: z.array(z.looseObject({ host: z.string() })) }),
});
type ReplicaSetConfig = z.infer<typeof answer>['config'];

const currentConfig = async (admin: Pick<Db, 'command'>): Promise<ReplicaSetConfig | undefined> => {
  try {
    return answer.parse(await admin.command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (codeOf(error) === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
};

/**
 * Makes a lone `mongod` its own replica set. A set remembers its members' addresses: on another port than last
 * time the server would find itself to be no member, so it is told its new address.
 */
export const ensureReplicaSet = async (admin: Pick<Db, 'command'>, port: number): Promise<void> => {
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  const config = await currentConfig(admin);
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
  } else if (config.members[0]?.host !== members[0]?.host) {
    const moved = { ...config, version: config.version + 1, members };
    await admin.command({ replSetReconfig: moved, force: true });
  }
};
