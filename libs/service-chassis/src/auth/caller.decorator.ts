import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ANYONE, type Principal } from '../principal';
import { stateOf } from '../request';

/** Who sends a query, a parameter of its handler; commands have it in their context. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal =>
    stateOf(context.switchToHttp().getRequest<FastifyRequest>()).principal ?? ANYONE,
);
