export { StoreModule, type StoreModuleOptions } from './store.module';
