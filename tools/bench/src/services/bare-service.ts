import { Child } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import type { Bench } from '../harness/bench';

/**
 * Starts the bare service in a process of its own; it inserts into `events` of a database.
 * @returns its address
 */
export const startBareService = async ({ uri, atEnd }: Bench, dbName: string): Promise<string> => {
  const child = Child.start(new URL('./bare.ts', import.meta.url), {
    BARE_URI: uri,
    BARE_DATABASE: dbName,
  });
  atEnd(() => child.stop());
  return z.object({ address: z.string() }).parse(await child.answer()).address;
};
