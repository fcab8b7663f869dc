import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { REFUSAL_STATUSES, type RefusalStatuses } from '../problems';
import { ANSWER_HEADERS } from './answer-headers';
import { completeOperation } from './complete-operation';
import { declaredRoutes } from './declared-routes';
import { CHASSIS_PARAMETERS } from './parameters';
import { ProblemComponents } from './problem-components';

/** What a service is called and is for. */
export interface Title {
  readonly name: string;
  readonly description?: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description:
    'Each operation names the scope that it needs as `x-required-scope`; `admin` allows everything. Asked for where the service is configured to.',
} as const;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * A pattern without classes of Unicode, which many readers of OpenAPI do not know: no text in JSON is ill-formed, so that
 * surrogates need no mention.
 */
const plain = (pattern: string): string =>
  pattern.replace('\\p{Cc}\\p{Cs}', '\\u0000-\\u001f\\u007f-\\u009f').replace('[^\\p{Cs}]', '[\\s\\S]');

/** Takes out the patterns of times: each says in 300 characters what its format says. And what is undefined. */
const tidied = <Value extends object>(value: Value): Value => {
  const isTime = Reflect.get(value, 'format') === 'date-time';
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || (isTime && name === 'pattern')) Reflect.deleteProperty(value, name);
    else if (isObject(member)) tidied(member);
    else if (name === 'pattern' && typeof member === 'string') Reflect.set(value, name, plain(member));
  }
  return value;
};

/**
 * The contract of a service, OpenAPI 3.0: what Nest reads of parameters and bodies, completed by what the routes declare
 * and by what the chassis does for every one of them.
 * @throws Error for a route without `@Operation`
 */
export const openApiDocument = (app: INestApplication, { name, description = '' }: Title): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle(name)
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth(BEARER, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const routes = declaredRoutes(app);
  const schemas = ((document.components ??= {}).schemas ??= {});
  const problems = new ProblemComponents();
  const statuses = app.get<RefusalStatuses>(REFUSAL_STATUSES);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const route = routes.get(operation.operationId ?? '');
      if (route === undefined) throw new Error(`${method} ${path} has no @Operation.`);
      completeOperation(operation, route, method !== 'get', { schemas, problems, statuses });
    }
  }
  Object.assign(schemas, problems.schemas);
  Object.assign(document.components, {
    responses: problems.responses,
    parameters: CHASSIS_PARAMETERS,
    headers: ANSWER_HEADERS,
  });
  return tidied(document);
};
