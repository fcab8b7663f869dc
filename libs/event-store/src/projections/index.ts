export type { RebuildStatus } from './build-progress';
export { dropOldGenerations } from './mongo/drop-old-generations';
export { listGenerations, type ListedGeneration } from './mongo/list-generations';
export type { RebuildOutcome } from './generation';
export type { ModelReader, Reading } from './mongo/reading';
export {
  defineProjection,
  readModel,
  type DocumentOf,
  type Projection,
  type ReadModel,
  type ReadModels,
} from './projection';
export { openProjection, ProjectionRunner, type Found, type ProjectionStatus } from './projection-runner';
