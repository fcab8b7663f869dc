import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  type InjectionToken,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Lanes } from '../edge';
import { untilLeft } from '../leaving';
import { SHUTDOWN_SIGNAL } from '../shutdown';
import { notYetProjected, tryAgainLater } from '../problems';
import { stateOf } from '../request';
import { ANSWERS_FROM, POSITION_WAITER, type PositionWaiter } from './position-waiter';

/**
 * Lets a query pass only once its answer reflects the position that it asks for. A guard, since a single interceptor
 * makes Nest wrap every request into observables.
 */
@Injectable()
export class PositionGuard implements CanActivate {
  constructor(
    private readonly modules: ModuleRef,
    private readonly reflector: Reflector,
    private readonly lanes: Lanes,
    @Inject(SHUTDOWN_SIGNAL) private readonly shutdown: AbortSignal,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { after, timeoutMs, principal } = stateOf(context.switchToHttp().getRequest<FastifyRequest>());
    // Every log is past its beginning.
    if (after === undefined || after === 0) return true;
    return this.#wait(context, after, timeoutMs, principal?.subject);
  }

  async #wait(
    context: ExecutionContext,
    after: number,
    timeoutMs: number,
    subject: string | undefined,
  ): Promise<true> {
    const token =
      this.reflector.getAllAndOverride<InjectionToken | undefined>(ANSWERS_FROM, [
        context.getHandler(),
        context.getClass(),
      ]) ?? POSITION_WAITER;
    const waiter = this.modules.get<PositionWaiter>(token, { strict: false });
    const { raw } = context.switchToHttp().getResponse<FastifyReply>();
    this.lanes.enter(raw, 'waiting', subject);
    const { signal: left = this.shutdown } = untilLeft();
    const signal = AbortSignal.any([this.shutdown, left]);
    const reached = await waiter.tryWaitFor(after, { timeoutMs, signal });
    await this.lanes.takeTurn(raw);
    if (reached >= after) return true;
    throw this.shutdown.aborted
      ? tryAgainLater('This instance is shutting down.')
      : notYetProjected(after, reached);
  }
}
