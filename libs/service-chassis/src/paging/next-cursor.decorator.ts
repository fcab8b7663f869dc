import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { stateOf } from '../request';
import { encodeCursor } from './cursor';
import { fixedParameters } from './resume';

/** Makes the member `nextCursor` of an answer from a page's `next`. */
export type NextCursorOf = (next: number | undefined) => { readonly nextCursor?: string };

/** A `NextCursorOf` for the list, filters and order of this request. */
export const NextCursor = createParamDecorator((_: unknown, context: ExecutionContext): NextCursorOf => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { query, resource } = stateOf(request);
  const filters = fixedParameters(query);
  return (next) =>
    next === undefined
      ? {}
      : { nextCursor: encodeCursor({ path: resource.join('/'), filters, position: next }) };
});
