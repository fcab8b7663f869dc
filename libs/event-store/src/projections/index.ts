export type { RebuildStatus } from './build-progress';
export {
  DocumentForm,
  dropOldGenerations,
  type ListedGeneration,
  type ListedProjection,
  listGenerations,
  listProjections,
  type ModelReader,
  type Reading,
  rebuildProjection,
} from './mongo';
export type { RebuildOutcome } from './generation';
export {
  defineProjection,
  readModel,
  type DocumentOf,
  type Projection,
  type ReadModel,
  type ReadModels,
} from './projection';
export { openProjection, ProjectionRunner, type Found, type ProjectionStatus } from './projection-runner';
export type { DocumentKey, EventSetAside, KeySetAside } from './set-aside';
export { type Change, eventsByKey, foldKey } from './fold-batch';
