import { join } from 'node:path';
import type { RecordedDomain } from '@event-sourcing/event-store/testing';
import { bankLogEventTypes } from '../event-types';
import { bankHistories } from './histories.fixture';
import { bankReading } from './reading.fixture';

/** What the bank records at a release. */
export const recordedBank: RecordedDomain = {
  folder: join(import.meta.dirname, '../../test-data/recorded'),
  eventTypes: bankLogEventTypes,
  histories: bankHistories,
  read: bankReading,
};
