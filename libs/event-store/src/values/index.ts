export { isChangeRefused, unchanging } from './unchanging';
