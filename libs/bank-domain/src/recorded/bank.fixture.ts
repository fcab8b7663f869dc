import { join } from 'node:path';
import type { RecordedDomain } from '@event-sourcing/event-store/testing';
import { bankEventTypes } from '../account';
import { bankHistories } from './histories.fixture';
import { bankReading } from './reading.fixture';

/** What the bank records at a release. */
export const recordedBank: RecordedDomain = {
  folder: join(import.meta.dirname, '../../test-data/recorded'),
  eventTypes: bankEventTypes,
  histories: bankHistories,
  read: bankReading,
};
