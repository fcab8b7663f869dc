import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { isRead } from '../validation/is-read';
import { Answer, type AnswerHead } from './answer';
import { entityTag } from './entity-tag';
import { ifNoneMatchHits } from './if-match';

const headersOf = ({
  position,
  version,
  location,
  contentType,
  headers,
}: AnswerHead): Record<string, string> => ({
  ...headers,
  ...(position !== undefined && { 'log-position': String(position) }),
  ...(version !== undefined && { etag: entityTag(version) }),
  ...(location !== undefined && { location }),
  ...(contentType !== undefined && { 'content-type': contentType }),
});

const notModified = (request: FastifyRequest, { version }: AnswerHead): boolean => {
  const header = request.headers['if-none-match'];
  return isRead(request) && header !== undefined && version !== undefined
    ? ifNoneMatchHits(header, entityTag(version))
    : false;
};

/** Turns an `Answer` into status, headers and body. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next
      .handle()
      .pipe(map((result: unknown) => (result instanceof Answer ? this.send(context, result) : result)));
  }

  private send(context: ExecutionContext, { body, head }: Answer): unknown {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    void reply.headers(headersOf(head));
    if (notModified(http.getRequest<FastifyRequest>(), head)) {
      void reply.status(304);
      return undefined;
    }
    if (head.status !== undefined) void reply.status(head.status);
    return body;
  }
}
