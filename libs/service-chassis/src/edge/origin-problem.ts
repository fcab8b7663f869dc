import type { FastifyRequest } from 'fastify';
import { fromOtherSite, misdirectedRequest, type Problem, validationFailed } from '../problems';
import { isRead, readTarget } from '../request';
import { isKnownHost } from './known-hosts';
import { isFromOtherSite } from './other-site';

/**
 * What a request is refused for before anything of it is read: its target, its host, and the page that sent it.
 * @param allowedHosts names by which the service is known beside those of loopback
 */
export const originProblem = (
  { raw, method, originalUrl }: FastifyRequest,
  allowedHosts: readonly string[],
): Problem | undefined => {
  const { faults, host: named } = readTarget(originalUrl);
  if (faults.length > 0) return validationFailed(faults);
  const hosts = raw.headersDistinct.host ?? [];
  if (hosts.length > 1) return validationFailed([{ path: 'Host', message: 'must be given once only' }]);
  const host = named ?? hosts[0];
  // HTTP/1.0 may leave it out, and no browser speaks that.
  if (host !== undefined && !isKnownHost(host, allowedHosts)) return misdirectedRequest();
  return !isRead({ method }) && isFromOtherSite(raw.headers, host) ? fromOtherSite() : undefined;
};
