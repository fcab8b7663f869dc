import { z } from 'zod';
import { queryInteger, queryPosition } from '../validation';

export type Order = 'asc' | 'desc';

/** The order of a list that is asked for without one. */
export const DEFAULT_ORDER: Order = 'asc';

/**
 * The parameters of every list, for a query's schema: `z.strictObject({ ...pageQuery, owner: userId.optional() })`.
 *
 * - `limit`: 1–500, 50 if not given.
 * - `order`: `asc` (by position, oldest first) if not given.
 * - `cursor`: comes out as the position of the last line that was given; absent on the first page.
 */
export const pageQuery = {
  limit: queryInteger(1, 500).default(50).meta({ default: 50 }),
  order: z.enum(['asc', 'desc']).default(DEFAULT_ORDER),
  cursor: queryPosition.optional().meta({
    type: 'string',
    minimum: undefined,
    maximum: undefined,
    pattern: '^[A-Za-z0-9_-]{1,4096}$',
    description: 'The `nextCursor` of the page before.',
  }),
};
