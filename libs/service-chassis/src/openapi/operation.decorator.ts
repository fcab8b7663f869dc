import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';

/** The key of what a route says of itself. */
export const OPERATION = 'service-chassis:operation';

/** What clients are told of a route, beside what its parameters, its access and the chassis say. */
export interface OperationFacts {
  /** The body of its answer, as JSON; named by `.meta({ id: 'Account' })`. Absent: there is none. */
  readonly answer?: z.ZodType;
  /** What else the body may be, by its media type. */
  readonly alternatives?: Readonly<Record<string, z.ZodType>>;
  /** Headers of the answer beside those that every answer has. A query that answers with `ETag` knows `If-None-Match`. */
  readonly headers?: readonly AnswerHeader[];
  /** Whether `If-Match` is honoured: the command asks `requireVersion`. */
  readonly ifMatch?: boolean;
  /** The codes of the refusals that its rules know. */
  readonly refuses?: readonly string[];
  readonly description?: string;
  /** Members of the body that name what a command is about, beside its path: the audit tells them. */
  readonly about?: readonly string[];
}

/** A header that only some answers have. `Link` is there when another page follows. */
export type AnswerHeader = 'ETag' | 'Location' | 'Link';

export interface DeclaredOperation extends OperationFacts {
  readonly id: string;
}

/**
 * Says of a route what its contract needs. Every route has one.
 * @param id by which generated clients call it, unique in the service: `depositMoney`
 * @param summary a sentence
 */
export const Operation = (id: string, summary: string, facts: OperationFacts = {}): MethodDecorator => {
  const { description } = facts;
  const declared: DeclaredOperation = { id, ...facts };
  return applyDecorators(
    SetMetadata(OPERATION, declared),
    ApiOperation({ operationId: id, summary, ...(description !== undefined && { description }) }),
  );
};
