import { builtinModules } from 'node:module';

const pastAnIndex = {
  regex: '^@event-sourcing/[^/]+/(?!(nest|testing)$)',
  message: "Import what the project's index.ts exports; what lies behind it is its own business.",
};

const nodeBuiltins = {
  regex: `^(node:.*|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`,
  message: 'The domain is pure: time, ids and whatever comes from outside enter with the command.',
};

const eventStoreValues = {
  regex: '^@event-sourcing/event-store',
  allowTypeImports: true,
  message: "The domain knows the event store's types only: import type.",
};

const nest = {
  regex: '^@nestjs/|^(\\.\\.?/)+(.*/)?nest(/|$)',
  message: 'Only src/nest knows Nest; everything else of the event store works without it.',
};

const testingKits = {
  regex: '^@event-sourcing/[^/]+/testing$',
  message: 'Testing kits are for *.spec.ts and *.fixture.ts: no service ships them.',
};

const restrict = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [pastAnIndex, ...patterns] }],
});

/** What a file may import, by the room that it is in. */
export const imports = {
  everywhere: restrict(testingKits),
  eventStore: restrict(testingKits, nest),
  domain: restrict(testingKits, nodeBuiltins, eventStoreValues),
  tests: restrict(),
};
