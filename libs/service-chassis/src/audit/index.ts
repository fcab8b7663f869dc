export { AuditGuard } from './audit.guard';
export { installAudit } from './install-audit';
