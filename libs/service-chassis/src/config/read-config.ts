import { z } from 'zod';
import { authSettings } from '../auth';
import { LOG_LEVELS } from '../logging';
import type { Environment } from './environment';
import { limitsOf, limitVariables } from './limits';
import { isConnectionString } from './connection-string';
import { isLoopback } from './loopback';
import { port } from './port';
import { tlsSettings } from './tls-files';
import { withSecretFiles } from './secret-files';
import type { ServiceConfig } from './service-config';

/** The service cannot start with this environment. The message names every fault and its remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const common = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.optional(),
  MONGODB_URI: z
    .string({ error: 'is missing: the replica set and database to use, mongodb://127.0.0.1:27017/bank' })
    .regex(/^mongodb(\+srv)?:\/\/./, { error: 'must start with mongodb:// or mongodb+srv://', abort: true })
    // Not shown: it may hold a password.
    .refine(
      isConnectionString,
      'is no connection string of MongoDB; special characters in it are written %40 and the like',
    ),
  SCRATCH_DATABASE: z.string().optional(),
  ALLOW_ANONYMOUS: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((value) => value === 'true'),
  ALLOWED_HOSTS: z
    .string()
    .regex(
      /^[^\s:/,]+(,[^\s:/,]+)*$/,
      'must be names without ports, with commas between: bank.example.org,bank',
    )
    .transform((names) => names.toLowerCase().split(','))
    .default([]),
  DOCS: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  ...limitVariables,
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

const describe = ({ path, message }: z.core.$ZodIssue): string => `  ${path.join('.')} ${message}`;

/** Compose files hand over variables that nobody set as empty ones. */
const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

/**
 * Reads the configuration.
 * @param defaultPort where the service listens when `PORT` is not given
 * @param settings the variables that this service has beside the common ones
 * @throws ConfigError naming every fault
 */
export const readConfig = <Settings extends z.ZodType>(
  environment: Environment,
  defaultPort: number,
  settings: Settings,
): { readonly config: ServiceConfig; readonly settings: z.output<Settings> } => {
  const { environment: present, faults: unread } = withSecretFiles(withoutEmpty(environment));
  const shared = common.safeParse(present);
  const authentication = authSettings.safeParse(present);
  const tls = tlsSettings.safeParse(present);
  const own = settings.safeParse(present);
  const issues = [shared, authentication, tls, own].flatMap(({ error }) => error?.issues ?? []);
  const faults = [...unread, ...issues.map(describe)];
  if (!shared.success || !authentication.success || !tls.success || !own.success || unread.length > 0) {
    throw new ConfigError(`The service cannot start with this environment:\n${faults.join('\n')}`);
  }
  const { HOST, PORT, MONGODB_URI, SCRATCH_DATABASE, ALLOW_ANONYMOUS, ALLOWED_HOSTS, DOCS, LOG_LEVEL } =
    shared.data;
  const { METRICS_HOST, METRICS_PORT } = shared.data;
  const auth = authentication.data;
  if (auth === undefined && !isLoopback(HOST) && !ALLOW_ANONYMOUS) {
    throw new ConfigError(
      `HOST ${HOST} can be reached from outside, and no authentication is configured. Set AUTH_JWKS_URL, AUTH_ISSUER ` +
        'and AUTH_AUDIENCE, or HOST=127.0.0.1, or ALLOW_ANONYMOUS=true to let everyone who reaches it read and write.',
    );
  }
  if (auth !== undefined && ALLOW_ANONYMOUS) {
    throw new ConfigError(
      'ALLOW_ANONYMOUS=true contradicts AUTH_ISSUER and the like. Take one of them away.',
    );
  }
  const config: ServiceConfig = {
    host: HOST,
    port: PORT ?? defaultPort,
    mongodbUri: MONGODB_URI,
    ...(SCRATCH_DATABASE !== undefined && { scratchDatabase: SCRATCH_DATABASE }),
    allowAnonymous: ALLOW_ANONYMOUS,
    ...(auth !== undefined && { auth }),
    ...(tls.data !== undefined && { tls: tls.data }),
    allowedHosts: ALLOWED_HOSTS,
    publishesDocs: DOCS === undefined ? isLoopback(HOST) : DOCS === 'true',
    limits: limitsOf(shared.data),
    ...(METRICS_PORT !== undefined && { metrics: { host: METRICS_HOST, port: METRICS_PORT } }),
    logLevel: LOG_LEVEL,
  };
  return { config, settings: own.data };
};
