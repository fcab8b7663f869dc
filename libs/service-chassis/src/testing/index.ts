/** For tests of services over HTTP. */
export { auditOf } from './audit-of';
export { type Certificate, certificateIn, newCertificate, trusting } from './certificate';
export { askWithChangedKeys, askWithoutKeys } from './changing-keys';
export { faultPaths, problemOf } from './problem-of';
export { askWithoutStore } from './ask-without-store';
export { leaveBeforeAnswer } from './leave-before-answer';
export { answersToOtherMethods } from './other-methods';
export { askEvery, everyRoute, type RouteSample, routesOf } from './route-samples';
export { type LogLine, startTestService, type TestService } from './start-test-service';
export type { TestAnswer } from './test-answer';
export type { TestClient } from './test-client';
export { startTokenIssuer, type TokenIssuer } from './token-issuer';
export { worthlessTokens } from './worthless-tokens';
