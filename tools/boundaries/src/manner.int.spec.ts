import { beforeAll, describe, expect, it } from '@jest/globals';
import { type LintAt, workspaceLint } from './lint';

const bankDomain = 'libs/bank-domain/src/fixture.ts';
const kernel = 'libs/domain-kernel/src/fixture.ts';
const shell = 'libs/service-chassis/src/fixture.ts';

describe('the manner of the code', () => {
  let lintAt: LintAt;

  beforeAll(async () => {
    lintAt = await workspaceLint();
  });

  const impure: readonly (readonly [string, string])[] = [
    ['Date.now()', 'no-restricted-properties'],
    ['new Date()', 'no-restricted-syntax'],
    ['Date()', 'no-restricted-syntax'],
    ['Math.random()', 'no-restricted-properties'],
    ['Temporal.Now', 'no-restricted-properties'],
    ['performance.now()', 'no-restricted-globals'],
    ['crypto.randomUUID()', 'no-restricted-globals'],
    ['process.env', 'no-restricted-globals'],
    ['setTimeout(() => 1, 1)', 'no-restricted-globals'],
    ["fetch('http://localhost')", 'no-restricted-globals'],
    ['globalThis.process', 'no-restricted-globals'],
    ["import('zod')", 'no-restricted-syntax'],
  ];

  it.each(impure)('keeps %s out of the domain', async (expression, rule) => {
    const source = `export const x: unknown = ${expression};\n`;
    expect(await lintAt(bankDomain, source)).toEqual([rule]);
    expect(await lintAt(kernel, source)).toEqual([rule]);
  });

  it.each(impure)(
    'has nothing against %s elsewhere, nor in the tests of the domain',
    async (expression, _rule) => {
      const source = `export const x: unknown = ${expression};\n`;
      expect(await lintAt(shell, source)).toEqual([]);
      expect(await lintAt('libs/bank-domain/src/fixture.unit.spec.ts', source)).toEqual([]);
    },
  );

  it('keeps decorators out of the domain', async () => {
    const source =
      'const mark = (): void => undefined;\n@mark\nexport class Marked {\n  readonly x = 1;\n}\n';
    expect(await lintAt(bankDomain, source)).toEqual(['no-restricted-syntax']);
    expect(await lintAt(shell, source)).toEqual([]);
  });

  it('lets the domain read a time that came with the command', async () => {
    expect(await lintAt(bankDomain, 'export const at = (time: string): Date => new Date(time);\n')).toEqual(
      [],
    );
  });

  it.each([
    ['any', 'export const x = (y: any): unknown => y;\n', '@typescript-eslint/no-explicit-any'],
    ['!', 'export const x = (y?: string): string => y!;\n', '@typescript-eslint/no-non-null-assertion'],
    [
      'casts',
      'export const x = (y: unknown) => y as string;\n',
      '@typescript-eslint/consistent-type-assertions',
    ],
  ])('knows no %s', async (_what, source, rule) => {
    expect(await lintAt(shell, source)).toEqual([rule]);
  });

  it('lets `as const` pass, and a cast at the driver', async () => {
    expect(await lintAt(shell, "export const x = ['a'] as const;\n")).toEqual([]);
    const cast = 'export const x = (y: unknown) => y as string;\n';
    expect(await lintAt('libs/event-store/src/log/mongo/fixture.ts', cast)).toEqual([]);
  });

  it('forbids any in tests too', async () => {
    const source = 'export const x = (y: any): unknown => y;\n';
    expect(await lintAt('libs/bank-domain/src/fixture.unit.spec.ts', source)).toEqual([
      '@typescript-eslint/no-explicit-any',
    ]);
  });
});
