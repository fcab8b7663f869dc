import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser sends a request for a page that is not the service's own. What no browser sends has neither header;
 * a browser leaves `Sec-Fetch-Site` out where a page came over plain HTTP, and `Origin` never when it writes.
 * @param host as sent
 * @see https://go.dev/src/net/http/csrf.go the same rule
 */
export const isFromOtherSite = (headers: IncomingHttpHeaders, host: string | undefined): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  return origin !== undefined && origin.replace(/^https?:\/\//, '') !== host?.toLowerCase();
};
