/** What a token can allow on a route: `bank:write`; `admin` allows everything. */
export type Scope = `${string}:${'read' | 'write'}` | 'admin';

/** Who sends a request. */
export interface Principal {
  /** `sub` of the token: whose accounts, mailbox and idempotency keys these are; absent where nobody is asked. */
  readonly subject?: string;
  /** `azp` or `client_id` of the token: the application that acts for the subject. */
  readonly client?: string;
  /** The service that it is, by its scope `service:<name>`. */
  readonly service?: string;
  readonly scopes: ReadonlySet<string>;
  readonly isAdmin: boolean;
  /** In milliseconds since 1970; after it, it is nobody any more. */
  readonly expiresAt?: number;
}

/** Whoever reaches a service without authentication: everything is allowed, and nobody is known. */
export const ANYONE: Principal = { scopes: new Set(), isAdmin: true };

export const allows = ({ scopes, isAdmin }: Principal, scope: Scope): boolean => isAdmin || scopes.has(scope);

/** What is stored of a principal with what it did. */
export const actorOf = ({ subject, client, service }: Principal) => ({
  ...(subject !== undefined && { actor: subject }),
  ...(client !== undefined && { client }),
  ...(service !== undefined && { service }),
});
