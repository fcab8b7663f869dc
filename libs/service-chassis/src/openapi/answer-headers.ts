import type { HeaderObject, ReferenceObject } from '@nestjs/swagger';

const header = (
  description: string,
  schema: NonNullable<HeaderObject['schema']>,
  required = true,
): HeaderObject => ({ description, required, schema });

const text = { type: 'string' };

/** The headers of answers. */
export const ANSWER_HEADERS = {
  'X-Correlation-Id': header(
    'What the request is logged under, here and at the services that it reached.',
    text,
  ),
  'Log-Position': header(
    'Of a command: the position of its last event; of a query: the position that all of the answer reflects.',
    { type: 'integer', minimum: 0 },
  ),
  ETag: header('The position of the last event of what it is about.', {
    type: 'string',
    pattern: '^"\\d+"$',
  }),
  Location: header('The path of what was made.', { type: 'string', pattern: '^/' }),
  Link: header('The next page, if there is one.', text, false),
  'Retry-After': header('When to ask again, in seconds.', { type: 'integer', minimum: 1 }, false),
  'WWW-Authenticate': header('What a token lacks (RFC 6750).', text, false),
} as const satisfies Readonly<Record<string, HeaderObject>>;

export type HeaderName = keyof typeof ANSWER_HEADERS;

export const headerRefs = (names: readonly HeaderName[]): Record<string, ReferenceObject> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
