export { type CommandIdentity, commandIdentity } from './command-identity';
export { isIdempotencyKey } from './idempotency-key';
export { normaliseDecimal } from './normalise-decimal';
