/** Nothing of an answer is ever run, framed, or taken for something else than it says. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** For a year from each answer, a browser asks in no other way. */
export const OVER_TLS_ONLY = 'max-age=31536000';

/** The page at `/docs` runs its own scripts, and asks the service itself; its styles stand in the page. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
