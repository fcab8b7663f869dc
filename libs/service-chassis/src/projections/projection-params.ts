import { z } from 'zod';

/** Names that no projection has are refused as unknown, not as malformed. */
export const projectionParams = z.strictObject({ name: z.string() });
export type ProjectionParams = z.output<typeof projectionParams>;
