import type { ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { type HeaderName, headerRefs } from './answer-headers';

const text = { type: 'string' };

/** RFC 9457 problem details, as every problem has them. */
const PROBLEM: SchemaObject = {
  type: 'object',
  description: 'RFC 9457 problem details; what the problem is about stands in members of its own.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { ...text, pattern: '^urn:problem:[a-z-]+$' },
    title: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    instance: { ...text, description: 'The path of the request.' },
    code: { ...text, description: 'Stable: what clients act on.' },
  },
  additionalProperties: true,
};

const FAULTS: Record<string, SchemaObject> = {
  errors: {
    type: 'array',
    maxItems: 20,
    items: { type: 'object', required: ['path', 'message'], properties: { path: text, message: text } },
  },
  moreErrors: { type: 'integer', minimum: 1, description: 'How many faults are not listed.' },
};

const pascal = (code: string): string =>
  code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

const schemaRef = (code: string): ReferenceObject => ({
  $ref: `#/components/schemas/${pascal(code)}Problem`,
});

const schemaOf = (code: string): SchemaObject => ({
  allOf: [
    { $ref: '#/components/schemas/Problem' },
    {
      type: 'object',
      required: ['code', ...(code === 'validation-failed' ? ['errors'] : [])],
      properties: {
        code: { type: 'string', enum: [code] },
        ...(code === 'validation-failed' && FAULTS),
      },
    },
  ],
});

const HEADERS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  412: ['ETag'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** What was not received in whole is answered before the chassis reads it. */
const UNREAD = new Set([408, 431]);

/**
 * The problems of a document, each described once: which codes go together with a status, and the form of each code.
 */
export class ProblemComponents {
  readonly schemas: Record<string, SchemaObject> = { Problem: PROBLEM };
  readonly responses: Record<string, ResponseObject> = {};

  /** @param codes those that an answer of this status may have */
  refer(status: number, codes: readonly string[]): ReferenceObject {
    const sorted = [...new Set(codes)].sort();
    const name = sorted.map(pascal).join('Or') + (UNREAD.has(status) ? String(status) : '');
    this.responses[name] ??= this.#describe(status, sorted);
    return { $ref: `#/components/responses/${name}` };
  }

  #describe(status: number, codes: readonly string[]): ResponseObject {
    for (const code of codes) this.schemas[`${pascal(code)}Problem`] ??= schemaOf(code);
    const refs = codes.map(schemaRef);
    const [only] = refs;
    const schema =
      only !== undefined && refs.length === 1
        ? only
        : {
            oneOf: refs,
            discriminator: {
              propertyName: 'code',
              mapping: Object.fromEntries(codes.map((code) => [code, schemaRef(code).$ref])),
            },
          };
    const headers: readonly HeaderName[] = ['X-Correlation-Id', ...(HEADERS[status] ?? [])];
    return {
      description: codes.map((code) => `\`${code}\``).join(' or '),
      ...(!UNREAD.has(status) && { headers: headerRefs(headers) }),
      content: { 'application/problem+json': { schema } },
    };
  }
}
