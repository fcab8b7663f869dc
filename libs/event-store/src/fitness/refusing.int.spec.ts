import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING } from '../contract';
import { verifyLog } from '../log';
import { MongoEventStore } from '../mongo-event-store';
import { dropOldGenerations, listGenerations, openProjection } from '../projections';
import { totals, type TotalsRunner } from '../projections/totals.fixture';
import { openReaction, type ReactionRunner } from '../reactions';
import { Receiver, telling } from '../reactions/receiver.fixture';
import { append, counted, type Instance, LogFixture } from '../subscriptions/log.fixture';
import { startTamperingProxy, type TamperingProxy } from './tampering-proxy.fixture';
import { refused } from './unfit-servers.fixture';

const UNAUTHORISED = 13;

let refusing: boolean;
let log: LogFixture;
let proxy: TamperingProxy;
let instance: Instance;
let projection: TotalsRunner;
let reaction: ReactionRunner;

beforeEach(async () => {
  refusing = false;
  log = new LogFixture();
  proxy = await startTamperingProxy(process.env.MONGODB_URI ?? '', {
    command: (command) =>
      refusing && command.$db === log.dbName ? refused(UNAUTHORISED, 'not authorized') : command,
  });
  instance = await log.instance({}, {}, proxy.uri);
  await append(instance, [counted('a', 1)]);
  const receiver = new Receiver();
  receiver.fault = () => new RangeError('no');
  projection = await openProjection(instance.subscriptions, totals());
  reaction = await openReaction(instance.subscriptions, telling(receiver));
  await projection.catchUp();
  await reaction.catchUp();
});
afterEach(async () => {
  refusing = false;
  await log.close();
  await proxy.stop();
});

const paths: Readonly<Record<string, () => Promise<unknown>>> = {
  'to open the store': () => MongoEventStore.open(instance.store.client, log.dbName),
  'to look for the head': () => instance.store.head(),
  'to read events': () => instance.store.read(EVERYTHING).next(),
  'to verify the log': () => verifyLog(instance.store.client, log.dbName),
  'to open a projection': () => openProjection(instance.subscriptions, { ...totals(), name: 'more-totals' }),
  'to bring a projection up to date': () => projection.catchUp(),
  'to rebuild it': () => projection.rebuild(),
  'to read from it': () => projection.read(({ model }) => model('totals').findOne({ _id: 'a' })),
  'to find a document': () => projection.findById('totals', 'a'),
  'to say how a projection is': () => projection.status(),
  'to list generations': () => listGenerations(instance.subscriptions, 'totals'),
  'to drop generations': () => dropOldGenerations(instance.subscriptions, 'totals'),
  'to open a reaction': () =>
    openReaction(instance.subscriptions, telling(new Receiver(), { name: 'tell-others' })),
  'to bring a reaction up to date': () => reaction.catchUp(),
  'to list what is parked': () => reaction.parked(),
  'to skip what is parked': () => reaction.decideAboutParked(1, { action: 'skip', reason: 'no', by: 'ann' }),
  'to retry what is parked': () => reaction.decideAboutParked(1, { action: 'retry' }),
  'to say how a reaction is': () => reaction.status(),
};

describe('a database that refuses', () => {
  it.each(Object.keys(paths))('is an error of the store, with its code: %s', async (path) => {
    refusing = true;
    await expect(paths[path]?.()).rejects.toMatchObject({
      code: 'store-refused',
      facts: { serverCode: UNAUTHORISED },
      message: expect.stringMatching(/not authorized \(code 13\)\. No event was written; put right/),
    });
  });
});
