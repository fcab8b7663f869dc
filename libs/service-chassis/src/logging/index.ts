export { installAccessLog } from './access-log';
export { createLogger, LOG_LEVELS, type LogLevel, SHELL_LOGGER } from './logger';
export { NestLogger } from './nest-logger';
