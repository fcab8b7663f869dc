import { z } from 'zod';
import { decisionModel } from '../../models';
import type { EventStore } from '../../event-store';
import type { EventData, RecordedEvent } from '../../contract';
import { type MemoryCommits, memoryStore } from '../../testing';
import type { DeclaredEventType } from './event-type';

/** Version 1 said where a parcel went in one text, and its weight in pounds. */
type V1 = {
  readonly parcel: string;
  readonly to: string;
  readonly pounds: number;
};

/** Version 2 parted the text. */
type V2 = {
  readonly parcel: string;
  readonly city: string;
  readonly country: string;
  readonly pounds: number;
};

/** Version 3 weighs in grams. */
export type V3 = {
  readonly parcel: string;
  readonly city: string;
  readonly country: string;
  readonly grams: number;
};

/** What `ParcelSent` is in today's code. */
export type ParcelSent = EventData<'ParcelSent', V3>;

const partedAddress = ({ to, ...rest }: V1): V2 => {
  const [city = '', country = ''] = to.split(', ');
  return { ...rest, city, country };
};

const inGrams = ({ pounds, ...rest }: V2): V3 => ({ ...rest, grams: Math.round(pounds * 453.592) });

const tags = ({ parcel }: { readonly parcel: string }): readonly string[] => [`parcel:${parcel}`];

/** `ParcelSent` as three releases declared it, by its version. */
export const parcelSent = {
  1: {
    type: 'ParcelSent',
    version: 1,
    schema: z.strictObject({ parcel: z.string(), to: z.string(), pounds: z.number().positive() }),
    tags,
  },
  2: {
    type: 'ParcelSent',
    version: 2,
    schema: z.strictObject({
      parcel: z.string(),
      city: z.string(),
      country: z.string(),
      pounds: z.number().positive(),
    }),
    tags,
    upcasts: { 1: partedAddress },
  },
  3: {
    type: 'ParcelSent',
    version: 3,
    schema: z.strictObject({
      parcel: z.string(),
      city: z.string(),
      country: z.string(),
      grams: z.int().positive(),
    }),
    tags,
    upcasts: { 1: partedAddress, 2: inGrams },
  },
} as const satisfies Record<number, DeclaredEventType>;

const sent = (version: number, data: { readonly parcel: string }): EventData<string, object> => ({
  type: 'ParcelSent',
  version,
  tags: tags(data),
  data,
});

export const sentV1 = (parcel: string, to: string, pounds: number) => sent(1, { parcel, to, pounds } as V1);
export const sentV2 = (parcel: string, city: string, country: string, pounds: number) =>
  sent(2, { parcel, city, country, pounds } as V2);
export const sentV3 = (parcel: string, city: string, country: string, grams: number) =>
  sent(3, { parcel, city, country, grams } as V3);

/** The countries that a parcel has been sent to, and its weight; nothing but version 3 is known to it. */
const legs = {
  query: (parcel: string) => ({ items: [{ tags: [`parcel:${parcel}`] }] }),
  initial: [],
  evolve: (before: readonly string[], { data }: RecordedEvent<ParcelSent>): readonly string[] => [
    ...before,
    `${data.country} ${data.grams}`,
  ],
};
export const journey = decisionModel({ ...legs, name: 'journey' });
export const legsOf = decisionModel({ ...legs, name: 'legs' });

/** A store in memory with the types of one release, or none. */
export const storeOf = (
  commits: MemoryCommits,
  eventTypes?: readonly DeclaredEventType[],
): Promise<EventStore> => memoryStore(commits, eventTypes && { eventTypes });

/** All of a sequence. */
export const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};
