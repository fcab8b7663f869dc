import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogueOf } from './catalogue';
import { contexts } from './contexts';
import { catalogueFiles } from './files';
import { readmeOf } from './readme';

const files = await catalogueFiles(catalogueOf(contexts));

describe('the catalogue of event types', () => {
  it.each(files)('is up to date, or else: npm run catalogue ($name)', async ({ path, text }) => {
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('says of each type its version, producer, tags and schema', () => {
    const schema = z.strictObject({ doorId: z.string(), by: z.string().exactOptional() });
    const doorOpened = {
      type: 'DoorOpened',
      version: 3,
      schema,
      tags: ({ doorId }: z.output<typeof schema>) => [`door:${doorId}`],
      upcasts: { 1: (data: object) => data, 2: (data: object) => data },
    };
    const catalogue = catalogueOf([{ name: 'house', producer: 'porter', eventTypes: [doorOpened] }]);
    expect(catalogue.events).toEqual([
      {
        type: 'DoorOpened',
        version: 3,
        upcastFrom: [1, 2],
        context: 'house',
        producer: 'porter',
        tags: ['door:{doorId}'],
        schema: expect.objectContaining({
          properties: { doorId: { type: 'string' }, by: { type: 'string' } },
          required: ['doorId'],
          additionalProperties: false,
        }),
      },
    ]);
    expect(readmeOf(catalogue)).toContain(
      '| `DoorOpened` | 3 (reads 1, 2) | `door:{doorId}` | `doorId`, `by`? |',
    );
  });
});
