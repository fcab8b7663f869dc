export { dropOldGenerations } from './drop-old-generations';
export { GenerationStore } from './generation-store';
export { type ListedGeneration, listGenerations } from './list-generations';
export { type PrepareBatch, ReadModelStore } from './read-model-store';
export { DocumentReader, type ModelReader, type Reading, readingWithin } from './reading';
