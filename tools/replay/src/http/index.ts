export { Patience } from './patience';
export type { PatienceOptions } from './patience';
export { ServiceClient } from './service-client';
export type { Answer, ServiceRequest } from './service-client';
export { expectAnswer } from './expect-answer';
export { failureReason } from './failure-reason';
export { pages } from './pages';
export { readProjections } from './projections';
export { assertAnswers } from './assert-answers';
