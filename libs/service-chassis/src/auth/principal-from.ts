import { errors, type JWTPayload } from 'jose';
import type { Principal } from '../principal';
import type { AuthConfig } from './auth-config';

/** Stored with every commit, and as the sender of messages. */
const NAME = /^[\x21-\x7e]{1,200}$/;
const SERVICE = 'service:';

const isText = (value: unknown): value is string => typeof value === 'string';

/** A claim of several values: a text divided by spaces (RFC 8693), or a list. */
const valuesOf = (claim: unknown): readonly string[] => {
  if (isText(claim)) return claim.split(' ').filter((value) => value !== '');
  return Array.isArray(claim) ? claim.filter(isText) : [];
};

const nameIn = (payload: JWTPayload, claim: string): string | undefined => {
  const value = payload[claim];
  if (value === undefined) return undefined;
  if (isText(value) && NAME.test(value)) return value;
  throw new errors.JWTClaimValidationFailed('not a name', payload, claim, 'check_failed');
};

/**
 * Whom a verified token names. Scopes are read from `scope`, and from `scp`, as some issuers call it.
 * @throws JWTClaimValidationFailed when a name is none
 */
export const principalFrom = (payload: JWTPayload, admin: AuthConfig['admin']): Principal => {
  const subject = nameIn(payload, 'sub');
  const client = nameIn(payload, 'azp') ?? nameIn(payload, 'client_id');
  const scopes = new Set([...valuesOf(payload.scope), ...valuesOf(payload.scp)]);
  const [service, ...more] = [...scopes].filter((scope) => scope.startsWith(SERVICE));
  if (subject === undefined || more.length > 0) {
    throw new errors.JWTClaimValidationFailed('two services', payload, 'scope', 'check_failed');
  }
  const own = Object.hasOwn(payload, admin.claim) ? payload[admin.claim] : undefined;
  const isAdmin = valuesOf(own).includes(admin.value);
  // Only the claim that was configured makes an administrator.
  if (!isAdmin) scopes.delete('admin');
  return {
    subject,
    ...(client !== undefined && { client }),
    ...(service !== undefined && { service: service.slice(SERVICE.length) }),
    scopes,
    isAdmin,
    ...(payload.exp !== undefined && { expiresAt: payload.exp * 1_000 }),
  };
};
