/** For tests of services over HTTP. */
export { faultPaths, problemOf } from './problem-of';
export { startTestService, type TestService } from './start-test-service';
export { type TestAnswer, type TestClient } from './test-client';
