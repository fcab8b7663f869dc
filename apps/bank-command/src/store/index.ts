export { type Asked, decideOptions } from './decide-options';
export { newId } from './new-id';
export { isBankEvent, recordedBankEvents } from './recorded-bank-events';
export { requireVersion } from './require-version';
export { StoreModule } from './store.module';
export { dataOf, written, type Written } from './written';
