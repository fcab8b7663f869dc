export { type Asked, decideOptions } from './decide-options';
export { newId } from './new-id';
export { isBankEvent, recordedBankEvents } from './recorded-bank-events';
export { requireVersion } from './require-version';
export { dataOf, written, type Written } from './written';
export { StoreModule } from './store.module';
