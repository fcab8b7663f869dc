import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Manner, startTamperingProxy, type TamperingProxy } from '../fitness/tampering-proxy.fixture';
import { unlabelled } from '../fitness/unfit-servers.fixture';
import { EVERYTHING } from '../contract';
import type { Consumer } from './consumer';
import { LogFixture } from './log.fixture';

const idle: Consumer = { query: EVERYTHING, consume: async () => undefined };

let log: LogFixture;
let proxy: TamperingProxy | undefined;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(async () => {
  await log.close();
  await proxy?.stop();
});

describe('a take-over', () => {
  it.each<[string, number, Manner]>([
    ['ends what the holder before left open', 1, {}],
    ['leaves it to a server whose transactions are not what they should be', 0, unlabelled],
  ])('%s', async (_, sent, manner) => {
    let ended = 0;
    proxy = await startTamperingProxy(process.env.MONGODB_URI ?? '', {
      ...manner,
      command: (command) => {
        if ('killSessions' in command) ended += 1;
        return command;
      },
    });
    const { subscriptions, store } = await log.instance({}, { acceptUnfitServer: true }, proxy.uri);
    await subscriptions.subscribe('s', idle);
    const { leases } = subscriptions.context;
    const grant = await leases.acquire('s');
    if (!grant) throw new Error('The lease is held.');
    const session = store.causality.begin();
    await leases.enter(grant, session.id?.id);
    await store.db.collection('leases').updateMany({}, { $set: { until: new Date(0) } });
    expect(await leases.acquire('s')).toEqual({ name: 's', token: 2 });
    expect(ended).toBe(sent);
    await store.causality.end(session);
  });
});
