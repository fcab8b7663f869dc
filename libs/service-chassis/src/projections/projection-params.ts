import { z } from 'zod';
import { pageQuery } from '../paging';
import { optionalReasonBody, queryPosition } from '../validation';

/** Names that no projection has are refused as unknown, not as malformed. */
export const projectionParams = z.strictObject({ name: z.string() });
export type ProjectionParams = z.output<typeof projectionParams>;

export const setAsideQuery = z.strictObject(pageQuery);
export type SetAsideQuery = z.output<typeof setAsideQuery>;

export const setAsideParams = z.strictObject({ name: z.string(), position: queryPosition });
export type SetAsideParams = z.output<typeof setAsideParams>;

export const retryBody = optionalReasonBody('RetrySetAside', 'The fold was mended.');
export type RetryBody = z.output<typeof retryBody>;
