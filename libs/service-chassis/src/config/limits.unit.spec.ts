import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { limitsOf, limitVariables } from './limits';

const environment = z.object(limitVariables);

describe('the limits of a service', () => {
  it('are the ones that the guide lists', async () => {
    const guide = await readFile(new URL('../../../../docs/guides/limits.md', import.meta.url), 'utf8');
    const rows = [...guide.matchAll(/\| `([A-Z_]+)` *\| (\d+|any) /g)].map(([, name, value]) => [
      name,
      Number(value),
    ]);
    expect(Object.fromEntries(rows)).toEqual(environment.parse({}));
  });

  it('are set each by its own variable', () => {
    const names = Object.keys(limitVariables);
    const set = Object.fromEntries(names.map((name, index) => [name, String(100 + index)]));
    expect(Object.values(limitsOf(environment.parse(set)))).toEqual(names.map((_, index) => 100 + index));
  });

  it.each(['0', '-1', '1.5', '1e3', 'many', '9999999999'])('%s is no number of connections', (value) => {
    expect(environment.safeParse({ MAX_CONNECTIONS: value }).error?.issues[0]?.message).toBe(
      'must be an integer from 1 to 1000000',
    );
  });
});
