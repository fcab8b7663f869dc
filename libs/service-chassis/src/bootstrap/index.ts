export { bootstrapService } from './bootstrap-service';
export { createService } from './create-service';
export { describeService } from './describe-service';
export { listen } from './listen';
export type { ServiceOptions } from './service-options';
export { stopService } from './stop-service';
