import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Command } from '@event-sourcing/event-store';

/** Stands for whoever is not known. No token names it. */
const NOBODY = '';

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

/** A body is parsed into what the handlers work with, dates among it: what was asked for is the JSON of that. */
const asJson = (parsed: unknown): unknown => JSON.parse(JSON.stringify(parsed));

/** The command that came with an `Idempotency-Key`; its id is SHA-256, in hex, over caller, method, resource and key. */
export const commandOf = ({ caller = NOBODY, method, resource, key, body }: KeyedRequest): Command => ({
  id: createHash('sha256')
    .update(canonicalize([caller, method, resource, key]) ?? '')
    .digest('hex'),
  request: asJson(body ?? null),
});
