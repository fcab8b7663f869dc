import { ToolError } from '@event-sourcing/tools-kit';
import type { Measured } from '../scale-run';
import type { Stored } from './needs';

/** @throws ToolError `no-data` when the engine does not hold what was measured */
export const assertStored = (last: Measured | undefined, stored: Stored): void => {
  if (last === undefined || (stored.store >= last.storeHead && stored.raw >= last.rawHead)) return;
  const facts = `The folder tells of ${last.storeHead} events, of which the engine holds ${stored.store}.`;
  throw new ToolError(
    'no-data',
    `${facts} Name the engine of that run with MONGODB_URI, or another --folder.`,
  );
};
