import { freeText } from '@event-sourcing/domain-kernel';
import { z } from 'zod';
import { pageQuery } from '../paging';
import { queryPosition } from '../validation';

/** Names that no projection has are refused as unknown, not as malformed. */
export const projectionParams = z.strictObject({ name: z.string() });
export type ProjectionParams = z.output<typeof projectionParams>;

export const setAsideQuery = z.strictObject(pageQuery);
export type SetAsideQuery = z.output<typeof setAsideQuery>;

export const setAsideParams = z.strictObject({ name: z.string(), position: queryPosition });
export type SetAsideParams = z.output<typeof setAsideParams>;

export const retryBody = z
  .strictObject({ reason: freeText.optional() })
  .meta({ id: 'RetrySetAside', example: { reason: 'The fold was mended.' } })
  .optional();
export type RetryBody = z.output<typeof retryBody>;
