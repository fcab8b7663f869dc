import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Scope } from '../principal';

/** The key of what a route asks of whoever calls it. */
export const ACCESS = 'service-chassis:access';

/** What a route asks of whoever calls it. */
export type Access =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'scope';
      readonly scope: Scope;
      /** The path parameter that names the user whose it is: others need `admin`. */
      readonly ownerParam?: string;
    };

const access = (value: Access) => SetMetadata(ACCESS, value);

/**
 * The scope that a route, or every route of a controller, asks for. A route that declares nothing lets nobody in.
 * @param ownerParam the path parameter that names the user whose it is: others need `admin`
 * @example @Requires('messages:read', { ownerParam: 'userId' })
 */
export const Requires = (scope: Scope, { ownerParam }: { readonly ownerParam?: string } = {}) =>
  applyDecorators(
    access({ kind: 'scope', scope, ...(ownerParam !== undefined && { ownerParam }) }),
    ApiBearerAuth('bearer'),
  );

/** Lets everyone in, without a token. */
export const Public = () => access({ kind: 'public' });
