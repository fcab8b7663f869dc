import { describe, expect, it } from '@jest/globals';
import { licencesOf, readBillOfMaterials } from './licences';

/** Licences under which a service may be handed on, whoever runs it, without more than naming the authors. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

describe('what runs in production', () => {
  it('is under permissive licences, every package of it', async () => {
    const licensed = licencesOf(await readBillOfMaterials());
    expect(licensed.find(({ name }) => name === 'mongodb')?.licence).toBe('Apache-2.0');
    expect(licensed.filter(({ licence }) => !PERMISSIVE.includes(licence))).toEqual([]);
  });

  it('names the licence of a package as it is given, or that there is none', () => {
    const components = [
      { name: 'b', version: '2.0.0', licenses: [{ expression: '(MIT OR CC0-1.0)' }] },
      { name: 'a', version: '1.0.0', licenses: [] },
    ];
    expect(licencesOf({ components })).toEqual([
      { name: 'a', version: '1.0.0', licence: 'none named' },
      { name: 'b', version: '2.0.0', licence: '(MIT OR CC0-1.0)' },
    ]);
  });
});
