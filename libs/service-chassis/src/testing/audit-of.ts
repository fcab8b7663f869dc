import type { TestService } from './start-test-service';

/** What the audit tells of a command. */
export type Audited = Readonly<Record<string, unknown>>;

/** What the audit of a service has told, without what every line of a log has. Its `LOG_LEVEL` must not be silent. */
export const auditOf = ({ logged }: TestService): readonly Audited[] =>
  logged
    .filter(({ msg }) => msg === 'audit')
    .map(({ level: _, time: _at, service: _of, pid: _in, msg: _kind, correlationId: _by, ...line }) => line);
