export { answerUnfinished } from './answer-unfinished';
export { answerConnect } from './answer-connect';
export {
  fromOtherSite,
  malformedJson,
  misdirectedRequest,
  notYetProjected,
  preconditionFailed,
  tooManyAtOnce,
  tooManyRequests,
  tryAgainLater,
  unsupportedMediaType,
  validationFailed,
} from './common-problems';
export { isProblem, Problem, type ProblemMembers } from './problem';
export { ProblemFilter, REFUSAL_STATUSES } from './problem.filter';
export { RouteTable } from './route-table';
export { answerClientError } from './client-error';
export { sendProblem } from './send-problem';
export { type RefusalStatuses, translate } from './translate';
export { BODY_LIMIT_IN_BYTES } from './translate-transport';
