export { commandOf } from './command-of';
export { isIdempotencyKey } from './idempotency-key';
export { normaliseDecimal } from './normalise-decimal';
