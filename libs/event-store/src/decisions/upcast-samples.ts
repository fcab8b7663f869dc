import { hash } from 'node:crypto';
import { isEventStoreError, type Position, type RecordedEvent, toPosition } from '../contract';
import { canonicalJson, type EventLog } from '../log';
import type { UpcastSample } from '../models';

/** By the type and version of the event as it was stored. */
export type Samples = ReadonlyMap<string, UpcastSample>;

/** What upcasters make of an event of each old version: a state is of today when they would make the same of it again. */
export class UpcastSamples {
  constructor(private readonly log: EventLog) {}

  /** Adds to samples those of the events that are the first of their type and version to be upcast. */
  with(samples: Samples, events: readonly RecordedEvent[]): Samples {
    const added = new Map<string, UpcastSample>();
    for (const event of events) {
      const of = `${event.type} ${event.version}`;
      if (samples.has(of) || added.has(of)) continue;
      const upcast = this.log.types.upcast(event);
      if (upcast !== event) added.set(of, { of, position: event.position, digest: digestOf(upcast) });
    }
    return added.size === 0 ? samples : new Map([...samples, ...added]);
  }

  /** Whether today's upcasters make of the same events what was made of them. */
  async stillHold(samples: readonly UpcastSample[]): Promise<boolean> {
    const held = samples.map(async ({ position, digest }) => (await this.#digestAt(position)) === digest);
    return (await Promise.all(held)).every(Boolean);
  }

  async #digestAt(position: Position): Promise<string | undefined> {
    const range = { after: toPosition(position - 1), upTo: position };
    for await (const event of this.log.read(undefined, range)) {
      try {
        return digestOf(this.log.types.upcast(event));
      } catch (error) {
        // It cannot be read today: who folds it will be told.
        if (isEventStoreError(error)) return undefined;
        throw error;
      }
    }
    return undefined;
  }
}

const digestOf = ({ version, data }: RecordedEvent): string =>
  hash('sha256', canonicalJson([version, data]), 'hex');
