import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pathSegments } from '../validation/request-path';
import { stateOf } from '../validation/request-state';
import { type CommandIdentity, commandIdentity } from './command-identity';
import { normaliseDecimal } from './normalise-decimal';

export interface SameRequest {
  /** Members of the body that are plain decimals: `12.5` and `12.50` are the same request. */
  readonly decimals?: readonly string[];
}

const normalise = (body: unknown, { decimals = [] }: SameRequest): unknown =>
  typeof body !== 'object' || body === null
    ? body
    : Object.fromEntries(
        Object.entries(body).map(([name, value]: [string, unknown]) => [
          name,
          decimals.includes(name) && typeof value === 'string' ? normaliseDecimal(value) : value,
        ]),
      );

const identityOf = (
  same: SameRequest | undefined,
  context: ExecutionContext,
): CommandIdentity | undefined => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { idempotencyKey: key } = stateOf(request);
  if (key === undefined) return undefined;
  const body = normalise(request.body, same ?? {});
  return commandIdentity({ method: request.method, path: pathSegments(request.url), key, body });
};

/**
 * The identity of a command, as `CommandIdentity | undefined`: without an `Idempotency-Key` there is none.
 * @example deposit(@Idempotency({ decimals: ['amount'] }) identity: CommandIdentity | undefined)
 */
export const Idempotency: (same?: SameRequest) => ParameterDecorator = createParamDecorator(identityOf);
