/** For tests of services over HTTP. */
export { faultPaths, problemOf } from './problem-of';
export { askEvery, askTogether, everyRoute, type RouteSample, routesOf } from './route-samples';
export { startTestService, type TestService } from './start-test-service';
export type { TestAnswer } from './test-answer';
export type { TestClient } from './test-client';
export { startTokenIssuer, type TokenIssuer } from './token-issuer';
export { worthlessTokens } from './worthless-tokens';
