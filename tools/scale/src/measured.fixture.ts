import type { Figures } from './figures';
import type { Measured } from './scale-run';

/** What was measured at a length, as far as a test cares. */
export const measuredAt = (events: number, figures: Figures): Measured => ({
  ...{ events, storeHead: events + 100, rawHead: events + 50, figures },
  ...{ measuredAt: '2026-11-28T23:00:00.000Z', seconds: 1, busyBefore: 0.02 },
});
