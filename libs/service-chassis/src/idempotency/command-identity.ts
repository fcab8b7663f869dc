import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What makes a command the same command again. */
export interface CommandIdentity {
  /** Under this id its commit is stored: SHA-256, in hex, over caller, method, resource and key. */
  readonly commitId: string;
  /** SHA-256, in hex, over the canonical JSON (RFC 8785) of the parsed body. */
  readonly fingerprint: string;
}

/** Stands for whoever is not known. No token names it. */
const NOBODY = '';

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? 'null')
    .digest('hex');

export interface KeyedRequest {
  /** Whose key it is: the same key of others is another one. */
  readonly caller: string | undefined;
  readonly method: string;
  /** What the command is about, however its target was spelled. */
  readonly resource: readonly string[];
  readonly key: string;
  /** The parsed body, normalised: what means the same must be the same. */
  readonly body: unknown;
}

/** The identity of a command that came with an `Idempotency-Key`. */
export const commandIdentity = ({
  caller = NOBODY,
  method,
  resource,
  key,
  body,
}: KeyedRequest): CommandIdentity => ({
  commitId: digest([caller, method, resource, key]),
  fingerprint: digest(body ?? null),
});
