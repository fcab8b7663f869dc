export { DocumentForm } from './document-form';
export { dropOldGenerations } from './drop-old-generations';
export { GenerationStore } from './generation-store';
export {
  type ListedGeneration,
  type ListedProjection,
  listGenerations,
  listProjections,
} from './list-generations';
export { rebuildProjection } from './rebuild-stored';
export { ReadModelStore } from './read-model-store';
export { OpenModels } from './open-models';
export { SetAsideStore } from './set-aside-store';
export { DocumentReader, type ModelReader, type Reading, readingWithin } from './reading';
