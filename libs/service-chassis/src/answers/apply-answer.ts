import type { FastifyReply } from 'fastify';
import { isRead } from '../request';
import type { Answer } from './answer';
import { entityTag, ifNoneMatchHits } from '../entity-tags';

/**
 * Turns an `Answer` into status and headers.
 * @returns the body that is left to send; nothing where the caller has it already (304)
 */
export const applyAnswer = (reply: FastifyReply, { body, head }: Answer): unknown => {
  const { status, position, version, location, contentType, headers } = head;
  if (headers !== undefined) void reply.headers(headers);
  if (position !== undefined) void reply.header('log-position', String(position));
  if (location !== undefined) void reply.header('location', location);
  if (contentType !== undefined) void reply.header('content-type', contentType);
  if (version !== undefined) {
    const etag = entityTag(version);
    void reply.header('etag', etag);
    const known = reply.request.headers['if-none-match'];
    if (known !== undefined && isRead(reply.request) && ifNoneMatchHits(known, etag)) {
      void reply.status(304);
      return undefined;
    }
  }
  if (status !== undefined) void reply.status(status);
  return body;
};
