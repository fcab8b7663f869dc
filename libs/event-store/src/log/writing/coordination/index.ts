export { Coordination, type CoordinationOptions, type WriterCoordination } from './coordination';
export type { Appender } from './parts';
export type { Heartbeat, WriterAddress, WriterRegistry } from './registry';
