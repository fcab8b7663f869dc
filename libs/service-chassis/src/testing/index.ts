/** For tests of services over HTTP. */
export { faultPaths, problemOf, type ProblemSeen } from './problem-of';
export { startTestService, type TestService } from './start-test-service';
export { type TestAnswer, type TestClient, testClient, type TestRequest } from './test-client';
