import { EventStore } from '@event-sourcing/event-store';
import { EventStoreModule, SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { Test } from '@nestjs/testing';
import { expect, test } from 'vitest';
import { roomBookingClosed, roomBookingOpened } from '../domain/index.js';
import { DeskNoticeReaction, DeskNoticeReceiver } from './desk-notice.reaction.js';

test('each event is told once, in order', async () => {
  const told: string[] = [];
  const module = await Test.createTestingModule({
    imports: [EventStoreModule.forTesting()],
    providers: [DeskNoticeReaction, DeskNoticeReceiver],
  })
    .overrideProvider(DeskNoticeReceiver)
    .useValue({ receive: async (text: string) => void told.push(text) })
    .compile();
  const app = await module.init();

  const store = app.get(EventStore);
  await store.append({ events: [roomBookingOpened({ roomBookingId: 'a-1', title: 'First' })] });
  await store.append({ events: [roomBookingClosed({ roomBookingId: 'a-1' })] });
  await app.get(SubscriptionRegistry).settled();

  expect(told).toEqual(['RoomBookingOpened a-1', 'RoomBookingClosed a-1']);
  await app.close();
}, 120_000);
