import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SERVICE_CONFIG, type ServiceConfig } from '../config';
import { tooManyRequests } from '../problems';
import { isHealth, stateOf } from '../request';

const WINDOW_S = 60;

/** Whom a request counts for: its principal, else the address that it comes from. */
const callerOf = (request: FastifyRequest): readonly string[] => {
  const subject = stateOf(request).principal?.subject;
  return subject === undefined ? ['address', request.ip] : ['subject', subject];
};

/**
 * Lets everyone ask each route so often a minute, in this process. After authentication: nobody uses up what is
 * another's.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  readonly #limiter: RateLimiterMemory | undefined;

  constructor(@Inject(SERVICE_CONFIG) { limits }: ServiceConfig) {
    const points = limits.perMinute;
    if (points !== undefined) this.#limiter = new RateLimiterMemory({ points, duration: WINDOW_S });
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return this.#limiter === undefined || isHealth(request) || this.#count(this.#limiter, request);
  }

  async #count(limiter: RateLimiterMemory, request: FastifyRequest): Promise<true> {
    const { method, routeOptions } = request;
    try {
      await limiter.consume(JSON.stringify([...callerOf(request), method, routeOptions.url]));
      return true;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw tooManyRequests(Math.ceil(refused.msBeforeNext / 1_000));
    }
  }
}
