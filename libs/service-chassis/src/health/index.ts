export { HealthController } from './health.controller';
export { READINESS_CHECKS, type ReadinessCheck } from './readiness';
