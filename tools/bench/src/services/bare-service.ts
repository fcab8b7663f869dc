import { fileURLToPath } from 'node:url';
import { Child } from '@event-sourcing/tools-kit';
import { z } from 'zod';

/** A running bare service. */
export interface BareService {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts the bare service in a process of its own; it inserts into `events` of a database. */
export const startBareService = async (uri: string, dbName: string): Promise<BareService> => {
  const child = Child.start(new URL('./bare.ts', import.meta.url), {
    BARE_URI: uri,
    BARE_DATABASE: dbName,
    // The workspace's own knows of no decorators.
    TSX_TSCONFIG_PATH: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  });
  const { address } = z.object({ address: z.string() }).parse(await child.answer());
  return {
    address,
    stop: async () => {
      await child.stop();
    },
  };
};
