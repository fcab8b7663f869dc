import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { clients } from './clients';
import { documents } from './documents';
import { outdated } from './outdated';

const contracts = await documents();

describe('the contract of each service', () => {
  it('is written down as it is, and so are the clients, or else: npm run openapi', async () => {
    const files = [...contracts, ...(await clients(contracts))];
    expect((await outdated(files)).map(({ name }) => name)).toEqual([]);
  });

  it.each(contracts)('is OpenAPI ($name)', async ({ text }) => {
    expect(await new Validator().validate(text)).toEqual({ valid: true });
  });

  it.each(contracts)('describes each operation, and refers only to what is there ($name)', ({ text }) => {
    const document: unknown = JSON.parse(text);
    const operations = [...objectsIn(document)].filter((value) => 'operationId' in value);
    for (const operation of operations) expect(operation).toMatchObject({ summary: expect.any(String) });
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...objectsIn(document)].flatMap(({ $ref }) =>
      typeof $ref === 'string' ? [$ref] : [],
    );
    expect(references.filter((reference) => at(document, reference) === undefined)).toEqual([]);
  });
});

function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  yield { ...value };
  for (const member of Object.values(value)) yield* objectsIn(member);
}

const at = (document: unknown, reference: string): unknown =>
  reference
    .split('/')
    .slice(1)
    .reduce(
      (value, name) => (typeof value === 'object' && value ? Reflect.get(value, name) : undefined),
      document,
    );
