import type { ParameterObject, ReferenceObject } from '@nestjs/swagger';

const POSITION = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const ENTITY_TAGS = { type: 'string', pattern: '^(\\*|(W/)?"[^"]*"(\\s*,\\s*(W/)?"[^"]*")*)$' };

const parameter = (
  place: 'header' | 'query',
  name: string,
  description: string,
  schema: NonNullable<ParameterObject['schema']>,
): ParameterObject => ({ name, in: place, required: false, description, schema });

/** The parameters that the chassis reads, by the names of their components. */
export const CHASSIS_PARAMETERS = {
  CorrelationId: parameter(
    'header',
    'X-Correlation-Id',
    'Made when not given; returned, logged, passed on.',
    {
      type: 'string',
      pattern: '^[\\x20-\\x7e]{1,128}$',
    },
  ),
  IdempotencyKey: parameter(
    'header',
    'Idempotency-Key',
    'The same key again gives the first answer again and writes nothing.',
    { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  ),
  IfMatch: parameter(
    'header',
    'If-Match',
    'Only if the entity is still what this `ETag` names.',
    ENTITY_TAGS,
  ),
  IfNoneMatch: parameter('header', 'If-None-Match', 'Only if it is not what this `ETag` names.', ENTITY_TAGS),
  After: parameter('query', 'after', 'Answer only once this position of the log is reflected.', POSITION),
  MinLogPosition: parameter('header', 'Min-Log-Position', 'The same as `after`; not both.', POSITION),
  Timeout: parameter('query', 'timeout', 'How long to wait for the position, in milliseconds.', {
    type: 'integer',
    minimum: 0,
    maximum: 30_000,
    default: 5_000,
  }),
} as const satisfies Readonly<Record<string, ParameterObject>>;

export type ParameterName = keyof typeof CHASSIS_PARAMETERS;

export const parameterRef = (name: ParameterName): ReferenceObject => ({
  $ref: `#/components/parameters/${name}`,
});
