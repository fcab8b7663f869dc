export { connectionEvent, mostConnections } from './bound-connections';
export { installAdmission } from './install-admission';
export { Lanes } from './lanes';
export { originProblem } from './origin-problem';
export { RateLimitGuard } from './rate-limit.guard';
export { DOCS_POLICY, OVER_TLS_ONLY, SECURITY_HEADERS } from './security-headers';
