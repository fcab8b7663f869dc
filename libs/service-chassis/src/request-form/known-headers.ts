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

const NO_CONDITION = 'is not known here: this request is not held to a version. Leave it away';

/** A condition that were ignored would let through what its sender wants to prevent. */
const unknownCondition = (request: FastifyRequest, name: string): readonly Fault[] =>
  request.headers[name.toLowerCase()] === undefined ? [] : [{ path: name, message: NO_CONDITION }];

const ENTITY_TAGS = 'must be * or a list of entity tags, "17"';

const readIfMatch = (
  request: FastifyRequest,
  isHonoured: boolean,
): Pick<KnownHeaders, 'ifMatch' | 'faults'> => {
  const condition = request.headers['if-match'];
  if (!isHonoured || condition === undefined) return { faults: unknownCondition(request, 'If-Match') };
  const ifMatch = parseIfMatch(condition);
  return ifMatch === undefined
    ? { faults: [{ path: 'If-Match', message: ENTITY_TAGS }] }
    : { ifMatch, faults: [] };
};

/**
 * The headers that a command understands.
 * @param honoursIfMatch whether it is held to the version that `If-Match` names
 */
export const commandHeaders = (request: FastifyRequest, honoursIfMatch: boolean): KnownHeaders => {
  const faults: Fault[] = [];
  const key = singleHeader(request, 'idempotency-key');
  const idempotencyKey = key?.ok && isIdempotencyKey(key.value) ? key.value : undefined;
  if (key !== undefined && idempotencyKey === undefined) {
    faults.push(headerFault('Idempotency-Key', key, 'must be 1 to 255 visible ASCII characters'));
  }
  const { ifMatch, faults: ofCondition } = readIfMatch(request, honoursIfMatch);
  return {
    faults: [...faults, ...ofCondition, ...unknownCondition(request, 'If-None-Match')],
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(ifMatch !== undefined && { ifMatch }),
  };
};

/** The headers that a query understands, beside the position it asks for. */
export const queryHeaderFaults = (request: FastifyRequest): readonly Fault[] => {
  const header = request.headers['if-none-match'];
  const isReadable = header === undefined || parseEntityTags(header) !== undefined;
  return [
    ...unknownCondition(request, 'If-Match'),
    ...(isReadable ? [] : [{ path: 'If-None-Match', message: ENTITY_TAGS }]),
  ];
};
