import { z } from 'zod';
import { LOG_LEVELS } from '../logging';
import { port } from './port';
import type { ServiceConfig } from './service-config';

/** The environment as a process has it: names to values. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The service cannot start with this environment. The message names every fault and its remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const common = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.optional(),
  MONGODB_URI: z
    .string({ error: 'is missing: the replica set and database to use, mongodb://127.0.0.1:27017/bank' })
    .regex(/^mongodb(\+srv)?:\/\/./, 'must start with mongodb:// or mongodb+srv://'),
  ALLOW_ANONYMOUS: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((value) => value === 'true'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

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
  const present = withoutEmpty(environment);
  const shared = common.safeParse(present);
  const own = settings.safeParse(present);
  const faults = [...(shared.error?.issues ?? []), ...(own.error?.issues ?? [])].map(describe);
  if (!shared.success || !own.success) {
    throw new ConfigError(`The service cannot start with this environment:\n${faults.join('\n')}`);
  }
  const { HOST, PORT, MONGODB_URI, ALLOW_ANONYMOUS, LOG_LEVEL } = shared.data;
  if (!isLoopback(HOST) && !ALLOW_ANONYMOUS) {
    throw new ConfigError(
      `HOST ${HOST} can be reached from outside, and there is no authentication yet. ` +
        'Set HOST=127.0.0.1, or ALLOW_ANONYMOUS=true to let everyone who reaches it read and write.',
    );
  }
  const config: ServiceConfig = {
    host: HOST,
    port: PORT ?? defaultPort,
    mongodbUri: MONGODB_URI,
    allowAnonymous: ALLOW_ANONYMOUS,
    logLevel: LOG_LEVEL,
  };
  return { config, settings: own.data };
};
