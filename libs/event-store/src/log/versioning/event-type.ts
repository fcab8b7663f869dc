import type { StandardSchemaV1 } from '@standard-schema/spec';

/**
 * Turns the data of one version into the data of the next. Pure: no clock, no randomness, no I/O, no look at other
 * events. It is handed a frozen copy, and may leave out, add and rename members as it likes; type and tags stay as
 * they were recorded.
 */
// A method, so that its parameter may be of the type that the old version had.
export type Upcaster = { upcast(data: object): object }['upcast'];

/** Upcasters by the version that they begin with: `{ 1: toVersion2, 2: toVersion3 }`. */
export type Upcasts = Readonly<Record<number, Upcaster>>;

/** A type of event as a store needs to know it; what domains declare with whatever they like satisfies it. */
export interface DeclaredEventType {
  /** Storage format: never rename it. */
  readonly type: string;
  /** The version that is written today, from 1. */
  readonly version: number;
  /**
   * The data of today's version, in any Standard Schema library; it must answer at once, not with a promise. It only
   * judges: what is stored is the data as it was given, not what the schema would make of it.
   * @see https://standardschema.dev
   */
  readonly schema: StandardSchemaV1;
  /** The tags of an event with this data. Absent: whatever tags it comes with. */
  tags?(data: object): readonly string[];
  /** One for every version before today's. */
  readonly upcasts?: Upcasts;
}
