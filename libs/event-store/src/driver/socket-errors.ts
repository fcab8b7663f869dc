import { MongoNetworkError } from 'mongodb';

const CODES = new Set(['EPIPE', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);

/** By its code, since tests run with an `Error` of their own. */
const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** The driver (7.8) lets errors of a socket that closes while it is written to through as they are: names them its own. */
export const namedNetworkError = (error: unknown): unknown => {
  const code = codeOf(error);
  return code !== undefined && CODES.has(code)
    ? new MongoNetworkError(`The connection broke: ${code}.`)
    : error;
};
