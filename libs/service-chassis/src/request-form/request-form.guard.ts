import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { resume } from '../paging';
import { OPERATION, type DeclaredOperation } from '../openapi';
import { askedPosition, UNPOSITIONED } from '../positions';
import type { Fault } from '@event-sourcing/domain-kernel';
import { validationFailed } from '../problems';
import { isRead, type RequestState, resourceOf, stateOf } from '../request';
import { commandHeaders, queryHeaderFaults } from './known-headers';
import {
  type RouteForm,
  routeForm,
  singleParameters,
  textFaults,
  validateBody,
  validateParameters,
} from '../validation';

/** The first fault of a place says it best: what comes after often follows from it. */
const onePerPlace = (faults: readonly Fault[]): readonly Fault[] =>
  [...new Map(faults.toReversed().map((fault) => [fault.path, fault])).values()].toReversed();

interface GuardedForm extends RouteForm {
  /** Whether its queries may say which position they are to reflect. */
  readonly isPositioned: boolean;
  /** Whether its commands are held to the version that `If-Match` names. */
  readonly honoursIfMatch: boolean;
}

/**
 * Checks the form of a request, all of it at once, before anything else looks at it: a guard, because
 * authentication and the rules come after the form. Body, query and params are replaced by what was parsed.
 */
@Injectable()
export class RequestFormGuard implements CanActivate {
  readonly #forms = new WeakMap<object, GuardedForm>();

  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const form = this.#formOf(context);
    const state = stateOf(request);
    const faults = [
      ...this.#checkParams(request, form, state),
      ...this.#checkQuery(request, form, state),
      ...(isRead(request) ? queryHeaderFaults(request) : this.#checkCommandHeaders(request, form, state)),
      ...(isRead(request) ? [] : this.#checkBody(request, form)),
    ];
    if (faults.length > 0) throw validationFailed(faults);
    return true;
  }

  #formOf(context: ExecutionContext): GuardedForm {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    const known = this.#forms.get(handler);
    if (known !== undefined) return known;
    const unpositioned = this.reflector.getAllAndOverride<boolean | undefined>(UNPOSITIONED, [
      handler,
      controller,
    ]);
    const operation = this.reflector.get<DeclaredOperation | undefined>(OPERATION, handler);
    const form = {
      ...routeForm(controller, handler.name),
      isPositioned: unpositioned !== true,
      honoursIfMatch: operation?.ifMatch === true,
    };
    this.#forms.set(handler, form);
    return form;
  }

  #checkParams(request: FastifyRequest, { params }: RouteForm, state: RequestState): readonly Fault[] {
    const { values } = singleParameters(request.params);
    state.resource = resourceOf(request, values);
    const { value, faults } = validateParameters(params, values, false);
    request.params = value;
    return faults;
  }

  #checkQuery(
    request: FastifyRequest,
    { query, isPositioned }: GuardedForm,
    state: RequestState,
  ): readonly Fault[] {
    const { values, faults: repeated } = singleParameters(request.query);
    const asked =
      isPositioned && isRead(request)
        ? askedPosition(request, values)
        : { rest: values, timeoutMs: 0, faults: [] };
    const page = resume(asked.rest, state.resource);
    const parsed = validateParameters(query, page.query, true);
    state.query = page.query;
    state.timeoutMs = asked.timeoutMs;
    if (asked.after !== undefined) state.after = asked.after;
    request.query = parsed.value;
    return onePerPlace([...repeated, ...asked.faults, ...page.faults, ...parsed.faults]);
  }

  #checkCommandHeaders(
    request: FastifyRequest,
    { honoursIfMatch }: GuardedForm,
    state: RequestState,
  ): readonly Fault[] {
    const { faults, idempotencyKey, ifMatch } = commandHeaders(request, honoursIfMatch);
    if (idempotencyKey !== undefined) state.idempotencyKey = idempotencyKey;
    if (ifMatch !== undefined) state.ifMatch = ifMatch;
    return faults;
  }

  #checkBody(request: FastifyRequest, { body }: RouteForm): readonly Fault[] {
    const { value, faults } = validateBody(body, request.body);
    const text = textFaults(request.body, faults);
    request.body = value;
    return [...text, ...faults];
  }
}
