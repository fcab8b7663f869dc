import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { resume } from '../paging/resume';
import { askedPosition } from '../positions/asked-position';
import { UNPOSITIONED } from '../positions/position-waiter';
import { type Fault, validationFailed } from '../problems/common-problems';
import { isRead } from './is-read';
import { commandHeaders, queryHeaderFaults } from './known-headers';
import { singleParameters } from './query-string';
import { pathSegments } from './request-path';
import { type RequestState, stateOf } from './request-state';
import { type RouteForm, routeForm } from './route-form';
import { textFaults } from './text-faults';
import { validateBody, validateParameters } from './validate-part';

/** The first fault of a place says it best: what comes after often follows from it. */
const onePerPlace = (faults: readonly Fault[]): readonly Fault[] =>
  [...new Map(faults.toReversed().map((fault) => [fault.path, fault])).values()].toReversed();

/**
 * Checks the form of a request, all of it at once, before anything else looks at it: a guard, because
 * authentication and the rules come after the form. Body, query and params are replaced by what was parsed.
 */
@Injectable()
export class RequestFormGuard implements CanActivate {
  private readonly forms = new WeakMap<object, RouteForm>();

  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const form = this.formOf(context);
    const state = stateOf(request);
    const faults = [
      ...(await this.checkParams(request, form)),
      ...(await this.checkQuery(request, form, state, this.isPositioned(context, request))),
      ...(isRead(request) ? queryHeaderFaults(request) : this.checkCommandHeaders(request, state)),
      ...(isRead(request) ? [] : await this.checkBody(request, form)),
    ];
    if (faults.length > 0) throw validationFailed(onePerPlace(faults));
    return true;
  }

  private formOf(context: ExecutionContext): RouteForm {
    const handler = context.getHandler();
    const form = this.forms.get(handler) ?? routeForm(context.getClass(), handler.name);
    this.forms.set(handler, form);
    return form;
  }

  private isPositioned(context: ExecutionContext, request: FastifyRequest): boolean {
    const targets = [context.getHandler(), context.getClass()];
    return isRead(request) && !this.reflector.getAllAndOverride<boolean | undefined>(UNPOSITIONED, targets);
  }

  private async checkParams(request: FastifyRequest, { params }: RouteForm): Promise<readonly Fault[]> {
    const { values } = singleParameters(request.params);
    const { value, faults } = await validateParameters(params, values, false);
    request.params = value;
    return faults;
  }

  private async checkQuery(
    request: FastifyRequest,
    { query }: RouteForm,
    state: RequestState,
    isPositioned: boolean,
  ): Promise<readonly Fault[]> {
    const { values, faults: repeated } = singleParameters(request.query);
    const asked = isPositioned ? askedPosition(request, values) : { rest: values, timeoutMs: 0, faults: [] };
    const page = resume(asked.rest, pathSegments(request.url).join('/'));
    const parsed = await validateParameters(query, page.query, true);
    state.query = page.query;
    state.timeoutMs = asked.timeoutMs;
    if (asked.after !== undefined) state.after = asked.after;
    request.query = parsed.value;
    return [...repeated, ...asked.faults, ...page.faults, ...parsed.faults];
  }

  private checkCommandHeaders(request: FastifyRequest, state: RequestState): readonly Fault[] {
    const { faults, idempotencyKey, ifMatch } = commandHeaders(request);
    if (idempotencyKey !== undefined) state.idempotencyKey = idempotencyKey;
    if (ifMatch !== undefined) state.ifMatch = ifMatch;
    return faults;
  }

  private async checkBody(request: FastifyRequest, { body }: RouteForm): Promise<readonly Fault[]> {
    const text = textFaults(request.body);
    const { value, faults } = await validateBody(body, request.body);
    request.body = value;
    return [...text, ...faults];
  }
}
