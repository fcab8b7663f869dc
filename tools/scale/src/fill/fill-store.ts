import { metadata } from '@event-sourcing/bench';
import type { EventStore } from '@event-sourcing/event-store';
import { eventAt } from './event-at';
import { workOff, type Stretch } from './work-off';

const AT_ONCE = 500;

/** Appends a stretch of the log's events, one a commit, as callers do who do not wait for each other. */
export const fillStore = (store: EventStore, stretch: Stretch): Promise<void> =>
  workOff(stretch, AT_ONCE, (n) => store.append({ events: [eventAt(n)], metadata: metadata() }));
