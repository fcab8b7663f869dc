import type { FastifyRequest } from 'fastify';
import { type IfMatch, parseEntityTags, parseIfMatch } from '../entity-tags';
import { isIdempotencyKey } from '../idempotency';
import type { Fault } from '@event-sourcing/domain-kernel';
import { headerFault, singleHeader } from '../request';

export interface KnownHeaders {
  readonly idempotencyKey?: string;
  readonly ifMatch?: IfMatch;
  readonly faults: readonly Fault[];
}

/** The headers that a command understands. */
export const commandHeaders = (request: FastifyRequest): KnownHeaders => {
  const faults: Fault[] = [];
  const key = singleHeader(request, 'idempotency-key');
  const idempotencyKey = key?.ok && isIdempotencyKey(key.value) ? key.value : undefined;
  if (key !== undefined && idempotencyKey === undefined) {
    faults.push(headerFault('Idempotency-Key', key, 'must be 1 to 255 visible ASCII characters'));
  }
  const condition = request.headers['if-match'];
  const ifMatch = condition === undefined ? undefined : parseIfMatch(condition);
  if (condition !== undefined && ifMatch === undefined) {
    faults.push({ path: 'If-Match', message: 'must be * or a list of entity tags, "17"' });
  }
  return {
    faults,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(ifMatch !== undefined && { ifMatch }),
  };
};

/** The headers that a query understands, beside the position it asks for. */
export const queryHeaderFaults = (request: FastifyRequest): readonly Fault[] => {
  const header = request.headers['if-none-match'];
  return header === undefined || parseEntityTags(header) !== undefined
    ? []
    : [{ path: 'If-None-Match', message: 'must be * or a list of entity tags, "17"' }];
};
