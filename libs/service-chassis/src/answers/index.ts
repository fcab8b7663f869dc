export { Answer, answer, type AnswerHead, noContent } from './answer';
export { applyAnswer } from './apply-answer';
export { entityTag } from './entity-tag';
export { type IfMatch, ifMatchAllows, IfMatchHeader } from './if-match';
