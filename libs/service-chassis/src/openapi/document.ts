import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { COMMAND_PARAMETERS, QUERY_PARAMETERS } from './headers';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457 problem details; what the problem is about stands in members of its own.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string', example: 'urn:problem:validation-failed' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

const PROBLEM_RESPONSE = {
  description: 'Anything else is a problem.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

interface Operation {
  parameters?: unknown[];
  responses: Record<string, unknown>;
}

const completeOperation = (operation: Operation, common: readonly unknown[]): void => {
  operation.parameters = [...(operation.parameters ?? []), ...common];
  operation.responses.default = PROBLEM_RESPONSE;
};

/** Adds what no controller says by itself: the headers that the chassis reads, and the form of errors. */
const completeDocument = (document: OpenAPIObject): OpenAPIObject => {
  for (const [path, item] of Object.entries(document.paths)) {
    if (path.startsWith('/health')) continue;
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined) {
        completeOperation(operation, method === 'get' ? QUERY_PARAMETERS : COMMAND_PARAMETERS);
      }
    }
  }
  Object.assign(((document.components ??= {}).schemas ??= {}), { Problem: PROBLEM_SCHEMA });
  return document;
};

/** Publishes the contract at `/openapi.json`, and a page to try it at `/docs`. */
export const publishOpenApi = (app: INestApplication, title: string, description: string): void => {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = completeDocument(SwaggerModule.createDocument(app, config));
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
};
