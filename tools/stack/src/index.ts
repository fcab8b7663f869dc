/** The whole system on one machine: the engine and the three services, for development, demos and tests. */
export { startStack } from './start-stack';
export type { Stack } from './start-stack';
export { bundleServices } from './bundle';
export { freePortBase } from './free-port-base';
export { maxPortBase, serviceCopies } from './services';
export type { ServiceCopy, ServiceName, SettingsOf } from './services';
export { StackFolder } from './stack-folder';
export { addressOptions, assertPortsExist } from './commands';
