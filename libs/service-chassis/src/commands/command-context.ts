import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IfMatch } from '../entity-tags';
import type { Command } from '@event-sourcing/event-store';
import { commandOf, normaliseDecimal } from '../idempotency';
import { ANYONE, type Principal } from '../principal';
import { type CommandOutcome, stateOf } from '../request';

/** What comes with every command beside its own data. */
export interface CommandContext {
  /** Absent without an `Idempotency-Key`. */
  readonly command: Command | undefined;
  readonly principal: Principal;
  /** The versions on which the caller allows the command to be decided. */
  readonly ifMatch?: IfMatch | undefined;
  /** When whoever sent it is answered at the latest; of `performance.now()`. */
  readonly answerBy: number;
  /** Takes down what became of it. */
  readonly note: (outcome: CommandOutcome) => void;
}

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

const contextOf = (same: SameRequest | undefined, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const state = stateOf(request);
  const { answerBy, idempotencyKey: key, ifMatch, principal = ANYONE, resource } = state;
  const note = (outcome: CommandOutcome): void => {
    state.outcome = outcome;
  };
  if (key === undefined) return { command: undefined, principal, ifMatch, answerBy, note };
  const body = normalise(request.body, same ?? {});
  const command = commandOf({ caller: principal.subject, method: request.method, resource, key, body });
  return { command, principal, ifMatch, answerBy, note };
};

/**
 * The context of a command, a parameter of its handler.
 * @example deposit(@Context({ decimals: ['amount'] }) context: CommandContext)
 */
export const Context: (same?: SameRequest) => ParameterDecorator = createParamDecorator(contextOf);
