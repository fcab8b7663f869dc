import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));

/** Path aliases have one home, tsconfig.base.json; Jest's mapper is derived from it. */
const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [target]]) => [`^${alias}$`, join(root, target)]),
);

/** What every project's tests share: native ES modules, TypeScript through SWC, decorator metadata for Nest. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  moduleNameMapper,
  transform: {
    '^.+\\.ts$': [
      join(root, 'node_modules/@swc/jest/index.js'),
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        sourceMaps: 'inline',
      },
    ],
  },
  testTimeout: 30_000,
  reporters: ['default', join(root, 'tools/build/jest/totals-reporter.mjs')],
};
