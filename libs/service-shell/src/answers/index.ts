export { Answer, answer, type AnswerHead, noContent } from './answer';
export { AnswerInterceptor } from './answer.interceptor';
export { entityTag } from './entity-tag';
export { type IfMatch, ifMatchAllows, IfMatchHeader } from './if-match';
