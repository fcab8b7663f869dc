export { installAccessLog } from './access-log';
export { createLogger, LOG_LEVELS, type LogLevel, SERVICE_LOGGER } from './logger';
export { NestLogger } from './nest-logger';
export { endProcess } from './stdout';
