import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { type EventData, MongoEventStore, openProjection, Subscriptions } from '@event-sourcing/event-store';
import { messageRead, messageSent } from '@event-sourcing/messages-domain';
import { messagesProjection, type MessagesRunner } from './messages.projection';
import { keyOf } from './read-model.fixture';

const dbName = `messages-projection-${randomUUID()}`;
let client: MongoClient;
let store: MongoEventStore;
let subscriptions: Subscriptions;
let messages: MessagesRunner;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  store = await MongoEventStore.open(client, dbName);
  subscriptions = await Subscriptions.open(store);
  messages = await openProjection(subscriptions, messagesProjection);
});

afterAll(async () => {
  await subscriptions.close();
  await store.close();
  await client.db(dbName).dropDatabase();
  await client.close();
});

const append = async (...events: readonly EventData<string, object>[]): Promise<void> => {
  await store.append({ events });
};

const shown = () =>
  messages.read(async (reading) => ({
    position: reading.position,
    messages: (
      await reading
        .model('messages')
        .find({}, { sort: { sentPosition: 1 } })
        .toArray()
    ).map(({ messageId, read }) => [messageId, read]),
    mailboxes: (await reading.model('mailboxes').find({}).toArray()).map(({ _id, unread }) => [_id, unread]),
  }));

describe('the messages, caught up by hand', () => {
  it('show exactly the first 3 of 4 events, and go on', async () => {
    await append(messageSent({ ...keyOf('ada', 'm1'), text: 'One' }));
    await append(messageSent({ ...keyOf('ada', 'm2'), text: 'Two' }));
    await append(messageRead(keyOf('ada', 'm1')));
    await append(messageSent({ ...keyOf('ada', 'm3'), text: 'Three' }));

    expect(await messages.catchUp({ maxEvents: 3 })).toBe(3);
    expect(await shown()).toEqual({
      position: 3,
      messages: [
        ['m1', true],
        ['m2', false],
      ],
      mailboxes: [['ada', 1]],
    });

    expect(await messages.catchUp()).toBe(4);
    expect(await shown()).toEqual({
      position: 4,
      messages: [
        ['m1', true],
        ['m2', false],
        ['m3', false],
      ],
      mailboxes: [['ada', 2]],
    });
  });
});
