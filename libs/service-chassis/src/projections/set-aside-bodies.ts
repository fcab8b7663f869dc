import { z } from 'zod';
import type { EventSetAside } from '@event-sourcing/event-store';

const setAsideBody = z
  .object({
    position: z.int().min(1).meta({ description: 'Of the event at which the fold failed.' }),
    type: z.string(),
    version: z.int().min(1),
    since: z.iso.datetime(),
    retrying: z.boolean().meta({ description: 'They are being folded again.' }),
    keys: z.array(z.object({ model: z.string(), key: z.string(), error: z.string() })),
  })
  .meta({ id: 'SetAside' });

export const setAsideList = z
  .object({ setAside: z.array(setAsideBody), nextCursor: z.string().optional() })
  .meta({ id: 'SetAsideList' });
export type SetAsideList = z.output<typeof setAsideList>;

/** Keys that an event has set aside, as operators see them: without the stack of what was thrown. */
export const viewSetAside = ({ since, keys, ...event }: EventSetAside): SetAsideList['setAside'][number] => ({
  ...event,
  since: since.toISOString(),
  keys: keys.map(({ model, key, error }) => ({ model, key, error })),
});
