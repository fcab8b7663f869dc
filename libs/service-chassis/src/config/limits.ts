import { z } from 'zod';

/** How much of everything one process takes at once. What is beyond is refused at once, with 503. */
export interface Limits {
  /** `MAX_CONNECTIONS`: requests on more are told to come back; some hundred beyond that are not taken at all. */
  readonly connections: number;
  /** `MAX_RECEIVING`: requests whose body is on its way. */
  readonly receiving: number;
  /** `MAX_QUEUED`: requests that wait for their turn. */
  readonly queued: number;
  /** `MAX_IN_FLIGHT`: requests that are being answered. */
  readonly inFlight: number;
  /** `MAX_WAITING`: requests that wait for a position of the log. */
  readonly waiting: number;
  /** `MAX_STREAMS`: streams of server-sent events. */
  readonly streams: number;
  /** `RATE_LIMIT_PER_MINUTE`: requests of one principal, or one address, to one route; absent: as many as they like. */
  readonly perMinute?: number;
  /** `QUEUE_TIMEOUT_MS`: for its turn to come. */
  readonly queueMs: number;
  /** `COMMAND_TIMEOUT_MS`: for a command to be carried out, from its arrival on; then its caller is told what is known. */
  readonly commandMs: number;
  /** `HEADERS_TIMEOUT_MS`: for the headers of a request, from its first byte, or the connection's opening. */
  readonly headersMs: number;
  /** `REQUEST_TIMEOUT_MS`: for a whole request. */
  readonly requestMs: number;
  /** `ANSWER_TIMEOUT_MS`: for a client to take its whole answer; of a stream, to take anything of what waits. */
  readonly answerMs: number;
  /** `STREAM_MAX_AGE_MS`: after which a stream ends, for its client to come back, maybe to another instance. */
  readonly streamAgeMs: number;
  /** `SHUTDOWN_NOTICE_MS`: for clients and balancers to learn that the instance leaves, before it takes nothing more. */
  readonly noticeMs: number;
}

const amount = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be an integer from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be an integer from ${min} to ${max}`);

const count = (standard: number) => amount(1, 1_000_000).default(standard);
const milliseconds = (standard: number) => amount(10, 24 * 60 * 60 * 1_000).default(standard);

/** The variables of the environment that set the limits. */
export const limitVariables = {
  MAX_CONNECTIONS: count(2_000),
  MAX_RECEIVING: count(256),
  MAX_QUEUED: count(1_000),
  MAX_IN_FLIGHT: count(128),
  MAX_WAITING: count(1_000),
  MAX_STREAMS: count(1_000),
  RATE_LIMIT_PER_MINUTE: amount(1, 1_000_000).optional(),
  QUEUE_TIMEOUT_MS: milliseconds(2_000),
  COMMAND_TIMEOUT_MS: milliseconds(4_500),
  HEADERS_TIMEOUT_MS: milliseconds(10_000),
  REQUEST_TIMEOUT_MS: milliseconds(30_000),
  ANSWER_TIMEOUT_MS: milliseconds(30_000),
  STREAM_MAX_AGE_MS: milliseconds(60 * 60 * 1_000),
  // A service ends within ten seconds, and the requests in flight need some of them.
  SHUTDOWN_NOTICE_MS: amount(0, 4_000).default(2_000),
};

type Read = z.output<z.ZodObject<typeof limitVariables>>;

export const limitsOf = (read: Read): Limits => ({
  connections: read.MAX_CONNECTIONS,
  receiving: read.MAX_RECEIVING,
  queued: read.MAX_QUEUED,
  inFlight: read.MAX_IN_FLIGHT,
  waiting: read.MAX_WAITING,
  streams: read.MAX_STREAMS,
  ...(read.RATE_LIMIT_PER_MINUTE !== undefined && { perMinute: read.RATE_LIMIT_PER_MINUTE }),
  queueMs: read.QUEUE_TIMEOUT_MS,
  commandMs: read.COMMAND_TIMEOUT_MS,
  headersMs: read.HEADERS_TIMEOUT_MS,
  requestMs: read.REQUEST_TIMEOUT_MS,
  answerMs: read.ANSWER_TIMEOUT_MS,
  streamAgeMs: read.STREAM_MAX_AGE_MS,
  noticeMs: read.SHUTDOWN_NOTICE_MS,
});
