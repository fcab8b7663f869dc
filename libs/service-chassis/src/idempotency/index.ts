export type { CommandIdentity } from './command-identity';
export { Idempotency } from './idempotency.decorator';
export { normaliseDecimal } from './normalise-decimal';
