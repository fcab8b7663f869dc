import { instant, queryInteger, queryPosition } from '@event-sourcing/service-chassis';
import { z } from 'zod';

const MOST_EVENTS = 200;

const logName = z.string().max(64);
/** What a query names: several are divided by commas, which neither types nor tags have. */
const names = z
  .string()
  .max(1_000)
  .transform((list) => list.split(',').filter((name) => name !== ''))
  .optional();

export const logParams = z.strictObject({ log: logName });
export type LogParams = z.output<typeof logParams>;

export const eventParams = z.strictObject({ log: logName, position: queryInteger(1) });
export type EventParams = z.output<typeof eventParams>;

export const eventsQuery = z.strictObject({
  types: names,
  tags: names,
  after: queryPosition.optional(),
  upTo: queryPosition.optional(),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: queryInteger(1, MOST_EVENTS).default(100),
});
export type EventsQuery = z.output<typeof eventsQuery>;

export const timeQuery = z.strictObject({ time: instant });
export type TimeQuery = z.output<typeof timeQuery>;

export const entityQuery = z.strictObject({
  tag: z.string().min(1).max(200),
  after: queryPosition.default(0),
  limit: queryInteger(1, MOST_EVENTS).default(100),
});
export type EntityQuery = z.output<typeof entityQuery>;
