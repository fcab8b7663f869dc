import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { allows, ANYONE, type Principal } from '../principal';
import { validationFailed } from '../problems';
import { headerFault, singleHeader, stateOf } from '../request';
import { ACCESS, type Access } from './access.decorator';
import { forbidden, scopeMissing, tokenInvalid, tokenMissing } from './auth-problems';
import { isOwner, NOT_YOURS } from './require-owner';
import type { TokenVerifier } from './token-verifier';

/** The token of the `Authentication`. */
export const AUTHENTICATION = Symbol('authentication');

export interface Authentication {
  /** The service's name, for the challenge of RFC 6750. */
  readonly realm: string;
  /** Absent: nobody is asked who they are. */
  readonly verifier?: TokenVerifier;
}

/** RFC 6750, 2.1; schemes are named in any case. */
const BEARER = /^bearer(?: +(?<token>.*))?$/i;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Lets in whoever may do what the route is for, once its form is right; what declares nothing lets nobody in. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const principal = await this.#authenticate(request);
    stateOf(request).principal = principal;
    if (access === undefined) throw forbidden('Nobody may do this: the route declares no scope.', {});
    if (!allows(principal, access.scope)) throw scopeMissing(access.scope);
    if (access.ownerParam !== undefined) requireOwnPath(request, principal, access.ownerParam);
    return true;
  }

  async #authenticate(request: FastifyRequest): Promise<Principal> {
    const { realm, verifier } = this.authentication;
    if (verifier === undefined) return ANYONE;
    const header = singleHeader(request, 'authorization');
    if (header?.ok === false) throw validationFailed([headerFault('Authorization', header, '')]);
    const bearer = header === undefined ? null : BEARER.exec(header.value);
    if (bearer === null) throw tokenMissing(realm);
    const token = bearer.groups?.token ?? '';
    if (!TOKEN.test(token)) throw tokenInvalid(realm, 'This is not a token that can be read.');
    return verifier.verify(token);
  }
}

const requireOwnPath = ({ params }: FastifyRequest, principal: Principal, name: string): void => {
  const owner: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  if (!isOwner(principal, owner)) throw forbidden(NOT_YOURS, { [name]: owner });
};
