import { z } from 'zod';
import { EVERYTHING, START, toPosition, type AppendRequest, type Query } from '@event-sourcing/event-store';
import { Problem, validationFailed } from './problem';

// JSON of other languages says null where a member has no value.
const names = z
  .array(z.string())
  .nullish()
  .transform((given) => given ?? []);

const query = z
  .strictObject({ items: z.array(z.strictObject({ types: names, tags: names })).nullish() })
  .transform(({ items }): Query => ({ items: items ?? [] }));

const position = z
  .int()
  .min(0)
  .nullish()
  .transform((given) => toPosition(given ?? START));

const readOptions = z.strictObject({
  from: position,
  backwards: z.boolean().nullish(),
  limit: z.int().min(0).nullish(),
});

// Members of an event beyond these (an id, metadata) are the client's own; the specification gives them no meaning.
const event = z
  .object({ type: z.string(), tags: names, data: z.string() })
  .transform(({ type, tags, data }) => ({ type, version: 1, tags, data: { value: data } }));

const appendBody = z.strictObject({
  events: z.union([z.array(event).min(1), event.transform((one) => [one])]),
  condition: z.strictObject({ failIfEventsMatch: query, after: position }).nullish(),
});

/** What is to be read. */
export interface ReadRequest {
  readonly query: Query;
  /** Inclusive: the lowest position, or the highest when reading backwards; 0 is no bound. */
  readonly from: number;
  readonly backwards: boolean;
  readonly limit: number;
}

/** @throws Problem 400 naming every fault */
export const parseRead = (parameters: unknown): ReadRequest => {
  const given = checked(
    z.strictObject({ query: z.string().optional(), options: z.string().optional() }),
    parameters,
    '',
  );
  const options = checked(readOptions, parsedJson(given.options, 'options') ?? {}, 'options');
  const wanted = parsedJson(given.query, 'query');
  return {
    query: wanted === null ? EVERYTHING : checked(query, wanted, 'query'),
    from: options.from,
    backwards: options.backwards ?? false,
    limit: options.limit ?? Number.POSITIVE_INFINITY,
  };
};

/** @throws Problem 400 naming every fault */
export const parseAppend = (body: unknown): AppendRequest => {
  const { events, condition } = checked(appendBody, body, '');
  return condition ? { events, condition } : { events };
};

const parsedJson = (text: string | undefined, parameter: string): unknown => {
  if (text === undefined || text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed-json', `The parameter ${parameter} is not JSON.`);
  }
};

const checked = <Result>(schema: z.ZodType<Result>, value: unknown, within: string): Result => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw validationFailed(
    result.error.issues.map(({ path, message }) => ({
      path: [within, ...path.map(String)].filter(Boolean).join('.'),
      message,
    })),
  );
};
