const VALIDATION_FAULT: unique symbol = Symbol.for('@event-sourcing/validation-fault');

/** One fault of a request: where (`amount`, `items.0.id`), and what is wrong. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/**
 * A request is not of its form, which only the domain could see: how many decimals an amount may have
 * depends on the account. Unlike a refusal, it never succeeds later.
 */
export class ValidationFault extends Error {
  readonly [VALIDATION_FAULT] = true;
  override readonly name: string = 'ValidationFault';
  readonly code = 'validation-failed';

  /** @param errors every fault that was found, at least one */
  constructor(readonly errors: readonly Fault[]) {
    super(errors.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}

/** Recognises a validation fault by its brand. */
export const isValidationFault = (error: unknown): error is ValidationFault =>
  typeof error === 'object' && error !== null && VALIDATION_FAULT in error;
