import type { OpenAPIObject } from '@nestjs/swagger';
import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { pathOf } from '../request';
import type { TestAnswer } from './test-answer';

/** The parts of an OpenAPI document that an answer is held against, references resolved. */
const described = z.looseObject({
  headers: z.record(z.string(), z.unknown()).default({}),
  content: z.record(z.string(), z.unknown()).default({}),
});
const headerForm = z.object({
  required: z.boolean().default(false),
  schema: z.object({ type: z.string() }),
});
const reference = z.looseObject({ $ref: z.string() });

/** Those of the contract; what else an answer has is a matter of HTTP. */
const CONTRACT_HEADERS = ['log-position', 'etag', 'location', 'link', 'retry-after', 'www-authenticate'];

const DOCUMENT = 'contract';
const escaped = (name: string): string =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

/** A place in the document. */
interface Place {
  readonly pointer: string;
  readonly value: unknown;
}

/** Holds answers against the contract of their service. */
export class Contract {
  readonly #ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #paths: readonly { readonly template: string; readonly matches: RegExp }[];

  constructor(private readonly document: OpenAPIObject) {
    const schema: object = { ...document };
    this.#ajv.addSchema(schema, DOCUMENT);
    this.#paths = Object.keys(document.paths)
      // What is spelled out comes before what any value matches.
      .toSorted((a, b) => a.split('{').length - b.split('{').length)
      .map((template) => ({
        template,
        matches: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
      }));
  }

  /** @throws Error saying in what the answer is another than the contract says */
  check(method: string, target: string, answer: TestAnswer): void {
    const faults = this.#faultsOf(method.toLowerCase(), pathOf(target), answer);
    if (faults.length === 0) return;
    const seen = `${answer.status} ${answer.text.slice(0, 500)}`;
    throw new Error(
      `${method} ${target} is not answered as its contract says: ${faults.join('; ')}.\n${seen}`,
    );
  }

  #faultsOf(method: string, path: string, answer: TestAnswer): readonly string[] {
    const template = this.#paths.find(({ matches }) => matches.test(path))?.template;
    const asked = method === 'head' ? 'get' : method;
    const operation = `/paths/${escaped(template ?? '')}/${asked}`;
    if (this.#at(operation).value === undefined) return [];
    const place = this.#at(`${operation}/responses/${answer.status}`);
    if (place.value === undefined) return [`status ${answer.status} is not described`];
    const { headers, content } = described.parse(place.value);
    return [
      ...this.#headerFaults(place.pointer, Object.keys(headers), answer),
      ...(method === 'head' ? [] : this.#bodyFaults(place.pointer, Object.keys(content), answer)),
    ];
  }

  #headerFaults(response: string, names: readonly string[], { headers }: TestAnswer): readonly string[] {
    const known = new Set(names.map((name) => name.toLowerCase()));
    const unknown = CONTRACT_HEADERS.filter((name) => headers.has(name) && !known.has(name));
    return [
      ...unknown.map((name) => `header ${name} is not described`),
      ...names.flatMap((name) => {
        const place = this.#at(`${response}/headers/${escaped(name)}`);
        const { required, schema } = headerForm.parse(place.value);
        const text = headers.get(name);
        if (text === null) return required ? [`header ${name} is missing`] : [];
        const value = schema.type === 'integer' ? Number(text) : text;
        return this.#schemaFaults(`${place.pointer}/schema`, value).map((fault) => `header ${name} ${fault}`);
      }),
    ];
  }

  #bodyFaults(
    response: string,
    types: readonly string[],
    { headers, json, text }: TestAnswer,
  ): readonly string[] {
    if (types.length === 0) return text === '' ? [] : ['a body is not described'];
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    if (!types.includes(type)) return [`content type "${type}" is not described`];
    const value = type.endsWith('json') ? json : text;
    return this.#schemaFaults(`${response}/content/${escaped(type)}/schema`, value);
  }

  #schemaFaults(pointer: string, value: unknown): readonly string[] {
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `${DOCUMENT}#${pointer}` });
    this.#validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }

  /** What stands at a JSON pointer, or at where that refers to. */
  #at(pointer: string): Place {
    let value: unknown = this.document;
    for (const step of pointer.split('/').slice(1)) {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    }
    const { data } = reference.safeParse(value);
    return data === undefined ? { pointer, value } : this.#at(data.$ref.slice(1));
  }
}
