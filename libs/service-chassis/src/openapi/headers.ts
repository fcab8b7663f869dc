type Parameter = Readonly<Record<string, unknown>>;

const parameter = (
  place: 'header' | 'query',
  name: string,
  description: string,
  schema: object,
): Parameter => ({
  name,
  in: place,
  required: false,
  description,
  schema,
});

const correlation = parameter(
  'header',
  'X-Correlation-Id',
  'Made when not given; returned, logged, passed on.',
  {
    type: 'string',
    minLength: 1,
    maxLength: 128,
  },
);

const POSITION = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

/** What every query accepts. */
export const QUERY_PARAMETERS: readonly Parameter[] = [
  correlation,
  parameter('query', 'after', 'Answer only once this position is reflected.', POSITION),
  parameter('header', 'Min-Log-Position', 'The same as `after`; not both.', POSITION),
  parameter('query', 'timeout', 'How long to wait for the position, in milliseconds.', {
    type: 'integer',
    minimum: 0,
    maximum: 30_000,
    default: 5_000,
  }),
];

/** What every command accepts. */
export const COMMAND_PARAMETERS: readonly Parameter[] = [
  correlation,
  parameter(
    'header',
    'Idempotency-Key',
    'The same key again gives the first answer again and writes nothing.',
    {
      type: 'string',
      pattern: '^[\\x21-\\x7e]{1,255}$',
    },
  ),
];
