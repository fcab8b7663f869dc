export { Answer, answer, noContent } from './answer';
export { applyAnswer } from './apply-answer';
