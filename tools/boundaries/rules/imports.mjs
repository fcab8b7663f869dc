import { builtinModules } from 'node:module';

const pastAnIndex = {
  regex: '^@event-sourcing/[^/]+/(?!(models|mongoose|nest|opentelemetry|testing)$)',
  message: "Import what the project's index.ts exports; what lies behind it is its own business.",
};

/** One segment after the dots names a neighbour, a file of a room around, or a room by its index. */
const pastARoomsIndex = {
  regex: '^(\\.\\.?/)+(?!\\.|(src|testing)/[^/]+$)[^/]+/(?!.*\\.fixture$)',
  message: "Import what the room's index.ts exports; what only tests share is in *.fixture.ts.",
};

const nodeBuiltins = {
  regex: `^(node:.*|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`,
  message: 'The domain is pure: time, ids and whatever comes from outside enter with the command.',
};

const eventStoreValues = {
  regex: '^@event-sourcing/event-store(?!/models$)',
  allowTypeImports: true,
  message:
    "The domain knows the event store's types, and how a model is declared: import type, or from event-store/models.",
};

const nest = {
  regex: '^@nestjs/|^(\\.\\.?/)+(.*/)?nest(/|$)',
  message: 'Only src/nest and src/mongoose know Nest; everything else of the event store works without it.',
};

const testingKits = {
  regex: '^(@event-sourcing/[^/]+|(\\.\\.?/)*\\.\\.?)/testing(/|$)',
  message: 'Testing kits are for *.spec.ts and *.fixture.ts: no service ships them.',
};

const restrict = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns: [pastAnIndex, ...patterns] }],
});

const inRooms = (...patterns) => restrict(pastARoomsIndex, ...patterns);

/** What a file may import, by the room that it is in. */
export const imports = {
  everywhere: inRooms(testingKits),
  eventStore: inRooms(testingKits, nest),
  eventStoreTests: inRooms(nest),
  domain: inRooms(testingKits, nodeBuiltins, eventStoreValues),
  tests: inRooms(),
  /** A tool is too small a house for rooms with doors. */
  tools: restrict(),
};
