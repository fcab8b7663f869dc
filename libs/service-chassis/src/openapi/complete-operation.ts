import type { OperationObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { RefusalStatuses } from '../problems';
import { type HeaderName, headerRefs } from './answer-headers';
import type { DeclaredRoute } from './declared-routes';
import { type ParameterName, parameterRef } from './parameters';
import type { ProblemComponents } from './problem-components';
import { problemsOfRoute } from './problems-of-route';

type Schemas = Record<string, SchemaObject | ReferenceObject>;

/** What all operations of a document share. */
export interface Shared {
  readonly schemas: Schemas;
  readonly problems: ProblemComponents;
  readonly statuses: RefusalStatuses;
}

const converted = z.looseObject({ definitions: z.record(z.string(), z.looseObject({})).optional() });

const JSON_TYPE = 'application/json';

/** The schema of an answer; what has a name in it becomes a component. */
const schemaOf = (answer: z.ZodType, schemas: Schemas): SchemaObject => {
  const inPlace = (name: string, value: unknown): unknown =>
    name === '$ref' && typeof value === 'string'
      ? value.replace('#/definitions/', '#/components/schemas/')
      : value;
  const written = z.toJSONSchema(answer, { target: 'openapi-3.0', io: 'output' });
  const { definitions = {}, ...schema } = converted.parse(JSON.parse(JSON.stringify(written, inPlace)));
  Object.assign(schemas, definitions);
  return schema;
};

const parametersOf = (
  { operation: { headers = [], ifMatch = false }, isPositioned }: DeclaredRoute,
  isCommand: boolean,
): readonly ParameterName[] => {
  if (isCommand) return ['CorrelationId', 'IdempotencyKey', ...(ifMatch ? (['IfMatch'] as const) : [])];
  return [
    'CorrelationId',
    ...(headers.includes('ETag') ? (['IfNoneMatch'] as const) : []),
    ...(isPositioned ? (['After', 'MinLogPosition', 'Timeout'] as const) : []),
  ];
};

/** Adds to an operation what its decorators and the chassis say of it. */
export const completeOperation = (
  operation: OperationObject,
  route: DeclaredRoute,
  isCommand: boolean,
  { schemas, problems, statuses }: Shared,
): void => {
  const { access, operation: declared, isPositioned, bodyIsOptional } = route;
  const { answer, alternatives = {}, headers = [] } = declared;
  const [status = '200'] = Object.keys(operation.responses);
  const names: readonly HeaderName[] = [
    'X-Correlation-Id',
    ...(isPositioned && status !== '202' ? (['Log-Position'] as const) : []),
    ...headers,
  ];
  const forms = Object.entries({ ...(answer && { [JSON_TYPE]: answer }), ...alternatives });
  const success: ResponseObject = {
    description: STATUS_CODES[status] ?? '',
    headers: headerRefs(names),
    ...(forms.length > 0 && {
      content: Object.fromEntries(forms.map(([type, form]) => [type, { schema: schemaOf(form, schemas) }])),
    }),
  };
  const notModified = !isCommand && headers.includes('ETag');
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...parametersOf(route, isCommand).map(parameterRef),
  ];
  operation.responses = {
    [status]: success,
    ...(notModified && { 304: { description: 'Not Modified', headers: headerRefs(names) } }),
  };
  for (const [code, codes] of problemsOfRoute(route, isCommand, statuses))
    operation.responses[code] = problems.refer(code, codes);
  if (bodyIsOptional && operation.requestBody !== undefined && 'content' in operation.requestBody)
    operation.requestBody.required = false;
  if (access?.kind === 'scope') Object.assign(operation, { 'x-required-scope': access.scope });
};
