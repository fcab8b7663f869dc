/** Packages that are as pure as the domain itself; a new one is a decision, taken here. */
const purePackages = ['zod', 'dinero.js', 'dinero.js/**', 'temporal-polyfill'];
const testPackages = ['@jest/globals', 'fast-check'];

const constraints = ({ appsAlsoUse, pureProjectsImport }) => [
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:kernel',
      'type:event-store',
      'type:chassis',
      'type:clients',
      'type:operating',
      ...appsAlsoUse,
    ],
  },
  {
    sourceTag: 'type:chassis',
    onlyDependOnLibsWithTags: [
      'type:event-store',
      'type:kernel',
      'type:metrics',
      'type:tracing',
      ...appsAlsoUse,
    ],
  },
  { sourceTag: 'type:operating', onlyDependOnLibsWithTags: ['type:event-store', ...appsAlsoUse] },
  { sourceTag: 'type:metrics', onlyDependOnLibsWithTags: ['type:event-store', ...appsAlsoUse] },
  { sourceTag: 'type:tracing', onlyDependOnLibsWithTags: ['type:event-store', ...appsAlsoUse] },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:kernel', 'type:event-store'],
    allowedExternalImports: pureProjectsImport,
  },
  {
    sourceTag: 'type:kernel',
    onlyDependOnLibsWithTags: ['type:event-store'],
    allowedExternalImports: pureProjectsImport,
  },
  { sourceTag: 'type:event-store', onlyDependOnLibsWithTags: appsAlsoUse },
  // What is made stands on the event store; what makes it reads it as text.
  { sourceTag: 'type:generators', onlyDependOnLibsWithTags: ['type:event-store', ...appsAlsoUse] },
  { sourceTag: 'type:tool', notDependOnLibsWithTags: ['type:app'] },
  // The bank and the messages meet over HTTP only.
  { sourceTag: 'scope:bank', notDependOnLibsWithTags: ['scope:messages'] },
  { sourceTag: 'scope:messages', notDependOnLibsWithTags: ['scope:bank'] },
];

const rule = (depConstraints) => ({ '@nx/enforce-module-boundaries': ['error', { depConstraints }] });

/** Which project may depend on which, by its tags: inwards only. */
export const projectConstraints = rule(constraints({ appsAlsoUse: [], pureProjectsImport: purePackages }));

/** The same for tests, which may also start an engine. */
export const specConstraints = rule(
  constraints({ appsAlsoUse: ['type:tool'], pureProjectsImport: [...purePackages, ...testPackages] }),
);
