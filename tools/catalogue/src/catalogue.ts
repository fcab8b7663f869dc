import { z } from 'zod';
import type { CataloguedEventType, Context } from './contexts';

/** A type of event, as the catalogue says it. */
export interface CatalogueEntry {
  /** The name under which it is stored. */
  readonly type: string;
  /** The version that is written today. */
  readonly version: number;
  /** Older versions that may be in the log, and are upcast when read. */
  readonly upcastFrom: readonly number[];
  /** The log that holds it. */
  readonly context: string;
  /** The service that writes it. */
  readonly producer: string;
  /** With the members of its data in braces: `account:{accountId}`. */
  readonly tags: readonly string[];
  /** Of its data. */
  readonly schema: z.core.JSONSchema.BaseSchema;
}

/** All event types, in the order of their contexts and declarations. */
export interface Catalogue {
  readonly events: readonly CatalogueEntry[];
}

export const catalogueOf = (contexts: readonly Context[]): Catalogue => ({
  events: contexts.flatMap(({ name: context, producer, eventTypes }) =>
    eventTypes.map((declared) => {
      const { type, version } = declared;
      // What is in an event is written there: as the schema's input, before it makes anything of it.
      const schema = z.toJSONSchema(declared.schema, { io: 'input' });
      const upcastFrom = Array.from({ length: version - 1 }, (_, index) => index + 1);
      return { type, version, upcastFrom, context, producer, tags: tagPatterns(declared, schema), schema };
    }),
  ),
});

/** What the declaration derives from data that names its own members. */
const tagPatterns = (
  declared: CataloguedEventType,
  { properties = {} }: z.core.JSONSchema.BaseSchema,
): readonly string[] =>
  declared.tags?.(Object.fromEntries(Object.keys(properties).map((member) => [member, `{${member}}`]))) ?? [];
