export { ConfigError, type Environment, readConfig } from './read-config';
export { SERVICE_CONFIG, SERVICE_NAME, SERVICE_SETTINGS, type ServiceConfig } from './service-config';
export { sequencerOption, sequencerSettings } from './sequencer-settings';
