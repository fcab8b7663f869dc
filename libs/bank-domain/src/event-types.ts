import { bankEventTypes } from './account';
import { standingOrderEventTypes } from './standing-order';

/** Every event type in the log of the bank, for its registry. */
export const bankLogEventTypes = [...bankEventTypes, ...standingOrderEventTypes] as const;
