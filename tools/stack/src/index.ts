/** The whole system on one machine: the engine and the three services, for development, demos and tests. */
export { startStack } from './start-stack';
export type { Stack, StackOptions } from './start-stack';
export { freePortBase } from './free-port-base';
export { DEFAULT_PORT_BASE, MAX_INSTANCES, maxPortBase, serviceCopies } from './services';
export type { ServiceCopy, ServiceName } from './services';
export { addressOptions, assertPortsExist } from './commands';
