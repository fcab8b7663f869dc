export { projectionReadiness, projectionStatus } from './projection-status';
export { StoreModule } from './store.module';
export { storeReadiness } from './store-readiness';
