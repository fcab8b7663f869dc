import { z } from 'zod';

/** How a service knows who sends a request. */
export interface AuthConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: AuthKeys;
  /** No token with another one is looked at. */
  readonly algorithms: readonly string[];
  /** Whose token has this value in this claim may do everything. */
  readonly admin: { readonly claim: string; readonly value: string };
  /** Where the service gets tokens of its own (RFC 6749, 4.4); with a secret it makes them by itself. */
  readonly client?: ClientCredentials;
}

export interface ClientCredentials {
  readonly tokenUrl: URL;
  readonly id: string;
  readonly secret: string;
}

/** Keys that others publish, or a secret that whoever makes and whoever reads tokens have in common. */
export type AuthKeys =
  { readonly kind: 'jwks'; readonly url: URL } | { readonly kind: 'secret'; readonly secret: Uint8Array };

/** Apart, so that a public key can never be taken for a secret. */
const ALGORITHMS = {
  jwks: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  secret: ['HS256', 'HS384', 'HS512'],
} as const;

const DEFAULT_ALGORITHMS = {
  jwks: ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'],
  secret: ['HS256'],
} as const;

/** As long as the digest of HS256 (RFC 7518, 3.2). */
const LEAST_SECRET_BYTES = 32;

const isSafeUrl = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

const safeUrl = z
  .url({ protocol: /^https?$/, error: 'must be an https address' })
  .refine(isSafeUrl, 'must be an https address: whoever reads or changes what is on its way is everyone');
const text = z.string().min(1).max(2_000);
const variables = z.object({
  AUTH_ISSUER: text.optional(),
  AUTH_AUDIENCE: text.optional(),
  AUTH_JWKS_URL: safeUrl.optional(),
  AUTH_SECRET: z
    .string()
    .refine(
      (secret) => Buffer.byteLength(secret) >= LEAST_SECRET_BYTES,
      `must have at least ${LEAST_SECRET_BYTES} bytes`,
    )
    .optional(),
  AUTH_ALGORITHMS: text.optional(),
  AUTH_TOKEN_URL: safeUrl.optional(),
  AUTH_CLIENT_ID: text.optional(),
  AUTH_CLIENT_SECRET: text.optional(),
  AUTH_ADMIN_CLAIM: text.default('scope'),
  AUTH_ADMIN_VALUE: text.default('admin'),
});
type Variables = z.output<typeof variables>;

interface VariableFault {
  readonly variable: keyof Variables;
  readonly message: string;
}

/** What must not be so, and what is said then. */
const faultsOf = (given: Variables): VariableFault[] => {
  const missing = (variable: keyof Variables): boolean => given[variable] === undefined;
  const client = ['AUTH_TOKEN_URL', 'AUTH_CLIENT_ID', 'AUTH_CLIENT_SECRET'] as const;
  const rules: readonly (readonly [boolean, keyof Variables, string])[] = [
    [missing('AUTH_ISSUER'), 'AUTH_ISSUER', 'is missing beside the others: who makes the tokens'],
    [missing('AUTH_AUDIENCE'), 'AUTH_AUDIENCE', 'is missing beside the others: for whom the tokens are'],
    [
      missing('AUTH_JWKS_URL') && missing('AUTH_SECRET'),
      'AUTH_JWKS_URL',
      'is missing beside the others: where the keys are (or AUTH_SECRET_FILE, for development)',
    ],
    [
      !missing('AUTH_JWKS_URL') && !missing('AUTH_SECRET'),
      'AUTH_SECRET',
      'must not be given beside AUTH_JWKS_URL',
    ],
    ...client.map(
      (variable) =>
        [
          missing(variable) && !client.every(missing),
          variable,
          `is missing: ${client.join(', ')} belong together`,
        ] as const,
    ),
  ];
  return rules.flatMap(([isFault, variable, message]) => (isFault ? [{ variable, message }] : []));
};

const clientOf = ({ AUTH_TOKEN_URL: url, AUTH_CLIENT_ID: id, AUTH_CLIENT_SECRET: secret }: Variables) =>
  url === undefined || id === undefined || secret === undefined
    ? {}
    : { client: { tokenUrl: new URL(url), id, secret } };

const keysOf = ({ AUTH_JWKS_URL, AUTH_SECRET = '' }: Variables): AuthKeys =>
  AUTH_JWKS_URL === undefined
    ? { kind: 'secret', secret: new TextEncoder().encode(AUTH_SECRET) }
    : { kind: 'jwks', url: new URL(AUTH_JWKS_URL) };

/**
 * What a service reads from its environment to know who sends a request. Nothing of it is given: nobody is asked. Only
 * some of it is a fault, never half an authentication.
 */
export const authSettings = variables.transform((given, context): AuthConfig | undefined => {
  const { AUTH_ADMIN_CLAIM: claim, AUTH_ADMIN_VALUE: value, ...rest } = given;
  if (Object.values(rest).every((each) => each === undefined)) return undefined;
  const faults = faultsOf(given);
  const keys = keysOf(given);
  const possible: readonly string[] = ALGORITHMS[keys.kind];
  const algorithms =
    given.AUTH_ALGORITHMS?.split(',').map((each) => each.trim()) ?? DEFAULT_ALGORITHMS[keys.kind];
  if (!algorithms.every((each) => possible.includes(each))) {
    faults.push({ variable: 'AUTH_ALGORITHMS', message: `must be some of ${possible.join(', ')}` });
  }
  for (const { variable, message } of faults) context.addIssue({ code: 'custom', path: [variable], message });
  const { AUTH_ISSUER: issuer = '', AUTH_AUDIENCE: audience = '' } = given;
  return faults.length > 0
    ? z.NEVER
    : { issuer, audience, keys, algorithms, admin: { claim, value }, ...clientOf(given) };
});
