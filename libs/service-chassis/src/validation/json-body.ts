import type { FastifyRequest } from 'fastify';
import { malformedJson, unsupportedMediaType } from '../problems';

/** Fatal, since Node's own decoder replaces what is not UTF-8 in silence. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const decode = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformedJson('The body is not UTF-8.');
  }
};

/**
 * Reads a body as JSON; of members given twice the last counts. `__proto__` becomes a member like any other
 * and is refused with the unknown ones.
 * @returns `undefined` for an empty body
 * @throws Problem `malformed-json`; `unsupported-media-type` for a compressed body
 */
export const parseJsonBody = (request: FastifyRequest, bytes: Buffer): unknown => {
  const coding = request.headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') throw unsupportedMediaType();
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw malformedJson('The body is not JSON.');
  }
};
