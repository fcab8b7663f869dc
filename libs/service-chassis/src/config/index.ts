export type { Environment } from './environment';
export type { Limits } from './limits';
export { isLoopback } from './loopback';
export { ConfigError, readConfig } from './read-config';
export { SERVICE_CONFIG, SERVICE_NAME, SERVICE_SETTINGS, type ServiceConfig } from './service-config';
export { readTlsFiles, type TlsFiles } from './tls-files';
export { sequencerOption, sequencerSettings } from './sequencer-settings';
