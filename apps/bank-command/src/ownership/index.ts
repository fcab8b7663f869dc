export { requireAllowed, requireOwnAccount } from './require-own-account';
