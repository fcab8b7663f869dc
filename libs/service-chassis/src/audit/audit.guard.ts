import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type DeclaredOperation, OPERATION } from '../openapi';
import { isRead, stateOf } from '../request';

const NONE: readonly string[] = [];

/** Notes what somebody wants done, and to what, once its form is right: what is not of its form is done to nothing. */
@Injectable()
export class AuditGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isRead(request)) return true;
    const declared = this.reflector.get<DeclaredOperation | undefined>(OPERATION, context.getHandler());
    if (declared === undefined) return true;
    const { id: operation, about = NONE } = declared;
    stateOf(request).audited = {
      operation,
      entity: { ...asObject(request.params), ...membersOf(request.body, about) },
    };
    return true;
  }
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const membersOf = (body: unknown, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value: unknown = Reflect.get(asObject(body), name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
