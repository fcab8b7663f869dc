import { EventStoreError, type RecordedEvent } from '../../contract';

type Occurrence = Pick<RecordedEvent, 'type' | 'version' | 'position'>;

const factsOf = ({ type, version, position }: Occurrence) => ({ type, version, position });

export const invalidEventType = (type: string, fault: string) =>
  new EventStoreError('invalid-event-type', `Event type ${type} cannot be declared: ${fault}`, { type });

export const unknownType = (event: Occurrence) =>
  new EventStoreError(
    'unknown-event-type',
    `The event at position ${event.position} is of type ${event.type}, version ${event.version}, which this store does ` +
      'not know. Declare it among its event types, or narrow the query; a subscription may pass it over.',
    factsOf(event),
  );

export const unknownVersion = (event: Occurrence, today: number) =>
  new EventStoreError(
    'unknown-event-type',
    `The event at position ${event.position} is ${event.type} in version ${event.version}; this store knows it up to ` +
      `version ${today}. Run the code that wrote it, or newer; a subscription may pass it over.`,
    { ...factsOf(event), knownVersion: today },
  );

export const upcastFailed = (event: Occurrence, from: number, cause: unknown) =>
  new EventStoreError(
    'upcast-failed',
    `${event.type} of version ${event.version} at position ${event.position} cannot be read: its upcaster from version ` +
      `${from} to ${from + 1} failed. What is stored is unchanged; correct the upcaster.`,
    { ...factsOf(event), from },
    { cause },
  );
