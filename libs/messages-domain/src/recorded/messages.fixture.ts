import { join } from 'node:path';
import type { RecordedDomain } from '@event-sourcing/event-store/testing';
import { messageEventTypes } from '../message';
import { messageHistories } from './histories.fixture';
import { messageReading } from './reading.fixture';

/** What the messages record at a release. */
export const recordedMessages: RecordedDomain = {
  folder: join(import.meta.dirname, '../../test-data/recorded'),
  eventTypes: messageEventTypes,
  histories: messageHistories,
  read: messageReading,
};
