import { z } from 'zod';
import { port } from './port';

/** What a service that writes reads from its environment, to let one of its copies append for all. */
export const sequencerSettings = z.object({
  /** Where the other copies reach this one, and what it listens at; absent: each copy appends by itself. */
  SEQUENCER_HOST: z.string().min(1).optional(),
  /** 0: any that is free. */
  SEQUENCER_PORT: port.default(0),
});

/** The event store's option `sequencer`, as the environment says. */
export const sequencerOption = ({
  SEQUENCER_HOST: host,
  SEQUENCER_PORT,
}: z.output<typeof sequencerSettings>): { readonly sequencer?: { host: string; port: number } } =>
  host === undefined ? {} : { sequencer: { host, port: SEQUENCER_PORT } };
