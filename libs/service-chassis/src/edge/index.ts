export { installAdmission } from './install-admission';
export { Lanes } from './lanes';
export { originProblem } from './origin-problem';
export { RateLimitGuard } from './rate-limit.guard';
export { DOCS_POLICY, SECURITY_HEADERS } from './security-headers';
