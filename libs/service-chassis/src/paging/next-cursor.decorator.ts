import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pathSegments } from '../validation/request-path';
import { stateOf } from '../validation/request-state';
import { encodeCursor } from './cursor';
import { fixedParameters } from './resume';

/** Makes the cursor of the page after a line; give it the position of the last line of this page. */
export type MakeCursor = (position: number) => string;

/** A `MakeCursor` for the list, filters and order of this request. */
export const NextCursor = createParamDecorator((_: unknown, context: ExecutionContext): MakeCursor => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const filters = fixedParameters(stateOf(request).query);
  const path = pathSegments(request.url).join('/');
  return (position) => encodeCursor({ path, filters, position });
});
