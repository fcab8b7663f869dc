import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { defer, from, type Observable, switchMap } from 'rxjs';
import { SHUTDOWN_SIGNAL } from '../bootstrap/shutdown-signal';
import { notYetProjected, tryAgainLater } from '../problems/common-problems';
import { stateOf } from '../validation/request-state';
import { ANSWERS_FROM, POSITION_WAITER, type PositionWaiter } from './position-waiter';

/** Lets a query be answered only once it reflects the position that it asks for. */
@Injectable()
export class PositionInterceptor implements NestInterceptor {
  constructor(
    @Inject(ModuleRef) private readonly modules: ModuleRef,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SHUTDOWN_SIGNAL) private readonly shutdown: AbortSignal,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { after, timeoutMs } = stateOf(request);
    // Every log is past its beginning.
    if (after === undefined || after === 0) return next.handle();
    return defer(() => from(this.wait(context, after, timeoutMs))).pipe(switchMap(() => next.handle()));
  }

  private async wait(context: ExecutionContext, after: number, timeoutMs: number): Promise<void> {
    const token =
      this.reflector.getAllAndOverride<string | symbol | undefined>(ANSWERS_FROM, [
        context.getHandler(),
        context.getClass(),
      ]) ?? POSITION_WAITER;
    const waiter = this.modules.get<PositionWaiter>(token, { strict: false });
    const reached = await waiter.waitFor(after, { timeoutMs, signal: this.shutdown });
    if (reached >= after) return;
    throw this.shutdown.aborted
      ? tryAgainLater('This instance is shutting down.')
      : notYetProjected(after, reached);
  }
}
