import { z } from 'zod';
import { Child } from '../processes/child';

/** A running bare service. */
export interface BareService {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts the bare service in a process of its own; it inserts into `events` of a database. */
export const startBareService = async (uri: string, dbName: string): Promise<BareService> => {
  const child = Child.start('../services/bare.ts', 'bare service', {
    BARE_URI: uri,
    BARE_DATABASE: dbName,
  });
  const { address } = z.object({ address: z.string() }).parse(await child.answer());
  return { address, stop: () => child.stop() };
};
