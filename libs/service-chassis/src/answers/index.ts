export { Answer, answer, type AnswerHead, noContent } from './answer';
export { applyAnswer } from './apply-answer';
