import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edit } from '@event-sourcing/mutations';
import { parse } from 'yaml';
import { z } from 'zod';

const planted = z.strictObject({
  name: z.string(),
  /** Checkers of which one must find it. */
  found: z.array(z.string()).min(1),
  /** Faults that bring it out. */
  faults: z.array(z.string()).min(1),
  edits: z.array(edit).min(1),
});

/** A bug that a build may have, and that a run must find. */
export type Planted = z.output<typeof planted>;

/** Every bug that is planted to see whether it is found. */
export const PLANTED: readonly Planted[] = z
  .array(planted)
  .parse(parse(readFileSync(join(import.meta.dirname, 'planted.yaml'), 'utf8')));
