import type { AuthConfig } from '../auth';
import type { LogLevel } from '../logging';
import type { Limits } from './limits';
import type { TlsFiles } from './tls-files';

/** The token of the `ServiceConfig`. */
export const SERVICE_CONFIG = Symbol('service config');

/** The token of the service's name. */
export const SERVICE_NAME = Symbol('service name');

/** The token of what the service's own `settings` schema read from the environment. */
export const SERVICE_SETTINGS = Symbol('service settings');

/** What every service reads from its environment. */
export interface ServiceConfig {
  /** `HOST`: the address to listen on, `127.0.0.1` if not given. */
  readonly host: string;
  /** `PORT`: 0 to 65535; 0 takes a free one. */
  readonly port: number;
  /** `MONGODB_URI`: the replica set that holds the log, with the name of the database. */
  readonly mongodbUri: string;
  /** `SCRATCH_DATABASE`: the database in which the server is tried at the start; the log's own if not given. */
  readonly scratchDatabase?: string;
  /** `ALLOW_ANONYMOUS`: whether anyone who reaches a non-loopback address may use the service. */
  readonly allowAnonymous: boolean;
  /** `AUTH_…`: how it is known who sends a request; absent: nobody is asked. */
  readonly auth?: AuthConfig;
  /** `TLS_CERT_FILE`, `TLS_KEY_FILE`: absent: it is served over plain HTTP. */
  readonly tls?: TlsFiles;
  /** `ALLOWED_HOSTS`: names by which clients know the service, beside those of loopback; in lower case. */
  readonly allowedHosts: readonly string[];
  /** `DOCS`: whether `/docs` and `/openapi.json` are there; if not given, on loopback only. */
  readonly publishesDocs: boolean;
  readonly limits: Limits;
  /** `METRICS_PORT`, `METRICS_HOST`: where Prometheus reads, on 127.0.0.1 if no host is given; absent: nowhere. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** `LOG_LEVEL`: `info` if not given. */
  readonly logLevel: LogLevel;
}
