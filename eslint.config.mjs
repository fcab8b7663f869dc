import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier/flat';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { imports } from './tools/boundaries/rules/imports.mjs';
import { projectConstraints, specConstraints } from './tools/boundaries/rules/projects.mjs';
import { purity } from './tools/boundaries/rules/purity.mjs';

// The programs that `npm run typecheck` checks. A service for each project would load most of everything for each anew.
const programs = {
  project: ['tsconfig.json', 'apps/console/web/tsconfig.json'],
  tsconfigRootDir: import.meta.dirname,
};

/** Tests, and what only they use. */
const specsOf = (folder) => [`${folder}/**/*.spec.ts`, `${folder}/**/*.fixture.ts`];
const specs = specsOf('.');
const pure = ['libs/*-domain/src/**/*.ts', 'libs/domain-kernel/src/**/*.ts'];

/** One rule, set anew for the files that `files` names; everything before it no longer holds for them. */
const only = (files, rules, ignores = []) => ({ files, ignores, rules });

export default defineConfig(
  globalIgnores([
    '**/dist',
    '**/node_modules',
    '.data',
    '.nx',
    '**/coverage',
    'libs/service-clients/src/generated',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: programs },
    rules: {
      // Nest's modules, controllers without state and markers are classes because decorators need them.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  { plugins: { '@nx': nx } },
  only(['**/*.{ts,tsx}'], { ...projectConstraints, ...imports.everywhere }),
  only(['libs/event-store/src/**/*.ts'], imports.eventStore, ['libs/event-store/src/{mongoose,nest}/**']),
  only(specs, imports.tests),
  only(specsOf('libs/event-store/src'), imports.eventStoreTests, ['libs/event-store/src/{mongoose,nest}/**']),
  only(['tools/**/*.ts', 'apps/console/web/**', 'libs/generators/templates/**/*.ts'], imports.tools),
  only(pure, { ...imports.domain, ...purity }, specs),
  // What the driver returns has the type that we say it has, nowhere else.
  only(
    ['**/*.{ts,tsx}'],
    { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
    [...specs, 'libs/event-store/src/**/mongo/**', 'libs/event-store/src/driver/**'],
  ),
  only(specs, {
    ...specConstraints,
    // Tests hand over what is wrong on purpose, and look at what came back of it.
    '@typescript-eslint/no-unsafe-assignment': 'off',
    '@typescript-eslint/no-empty-function': 'off',
    '@typescript-eslint/unbound-method': 'off',
  }),
  prettier,
);
