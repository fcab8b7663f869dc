export { Coordination, type CoordinationOptions, type WriterCoordination } from './coordination';
export type { Appender } from './context';
export type { Heartbeat, WriterAddress, WriterRegistry } from './registry';
