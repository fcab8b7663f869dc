import { z } from 'zod';

/** How much of everything one process takes at once. What is beyond is refused at once, with 503. */
export interface Limits {
  /** `MAX_CONNECTIONS`: requests on more are told to come back; some hundred beyond that are not taken at all. */
  readonly connections: number;
  /** `MAX_RECEIVING`: requests whose body is on its way. */
  readonly receiving: number;
  /** `MAX_IN_FLIGHT`: requests that are being answered. */
  readonly inFlight: number;
  /** `MAX_WAITING`: requests that wait for a position of the log. */
  readonly waiting: number;
  /** `MAX_STREAMS`: streams of server-sent events. */
  readonly streams: number;
  /** `HEADERS_TIMEOUT_MS`: for the headers of a request, from its first byte, or the connection's opening. */
  readonly headersMs: number;
  /** `REQUEST_TIMEOUT_MS`: for a whole request. */
  readonly requestMs: number;
  /** `ANSWER_TIMEOUT_MS`: for a client to take its whole answer; of a stream, to take anything of what waits. */
  readonly answerMs: number;
  /** `STREAM_MAX_AGE_MS`: after which a stream ends, for its client to come back, maybe to another instance. */
  readonly streamAgeMs: number;
}

const count = (standard: number) => amount(standard, 1, 1_000_000);
const milliseconds = (standard: number) => amount(standard, 10, 24 * 60 * 60 * 1_000);

const amount = (standard: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be an integer from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be an integer from ${min} to ${max}`)
    .default(standard);

/** The variables of the environment that set the limits. */
export const limitVariables = {
  MAX_CONNECTIONS: count(2_000),
  MAX_RECEIVING: count(256),
  MAX_IN_FLIGHT: count(256),
  MAX_WAITING: count(1_000),
  MAX_STREAMS: count(1_000),
  HEADERS_TIMEOUT_MS: milliseconds(10_000),
  REQUEST_TIMEOUT_MS: milliseconds(30_000),
  ANSWER_TIMEOUT_MS: milliseconds(30_000),
  STREAM_MAX_AGE_MS: milliseconds(60 * 60 * 1_000),
};

type Read = { readonly [Name in keyof typeof limitVariables]: z.output<(typeof limitVariables)[Name]> };

export const limitsOf = (read: Read): Limits => ({
  connections: read.MAX_CONNECTIONS,
  receiving: read.MAX_RECEIVING,
  inFlight: read.MAX_IN_FLIGHT,
  waiting: read.MAX_WAITING,
  streams: read.MAX_STREAMS,
  headersMs: read.HEADERS_TIMEOUT_MS,
  requestMs: read.REQUEST_TIMEOUT_MS,
  answerMs: read.ANSWER_TIMEOUT_MS,
  streamAgeMs: read.STREAM_MAX_AGE_MS,
});
