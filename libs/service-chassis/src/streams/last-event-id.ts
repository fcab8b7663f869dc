import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validationFailed } from '../problems';
import { queryPosition } from '../validation';
import { headerFault, singleHeader } from '../request';

const NAME = 'Last-Event-ID';

/** The position that a client of a stream has seen last, as `number | undefined`; 400 when it is none. */
export const LastEventId = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => {
    const header = singleHeader(context.switchToHttp().getRequest<FastifyRequest>(), NAME.toLowerCase());
    if (header === undefined) return undefined;
    const position = header.ok ? queryPosition.safeParse(header.value) : undefined;
    if (position?.success) return position.data;
    throw validationFailed([
      headerFault(NAME, header, 'must be a position: the id of an event of this stream'),
    ]);
  },
);
