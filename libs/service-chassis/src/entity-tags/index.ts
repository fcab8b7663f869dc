export { entityTag, parseEntityTags } from './entity-tag';
export { type IfMatch, ifMatchAllows, ifNoneMatchHits, parseIfMatch } from './if-match';
