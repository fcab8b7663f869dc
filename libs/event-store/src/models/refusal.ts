const REFUSAL: unique symbol = Symbol.for('@event-sourcing/refusal');

/** What a refusal is about, as JSON scalars: they become members of the answer. Amounts are strings. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** A business rule said no: nothing is written, and the same request may succeed later. */
export class Refusal extends Error {
  readonly [REFUSAL] = true;
  override readonly name = 'Refusal';

  /**
   * @param code stable, in kebab case: `insufficient-funds`
   * @param facts what it is about
   * @param detail a sentence for people; the code when absent
   */
  constructor(
    readonly code: string,
    readonly facts: Facts = {},
    detail: string = code,
  ) {
    super(detail);
  }
}

/**
 * Refuses a command; usable where a value is expected.
 * @throws Refusal always
 */
export function refuse(code: string, facts: Facts = {}, detail?: string): never {
  throw new Refusal(code, facts, detail);
}

/** Recognises a refusal by its brand, so that two copies of this library in one process agree. */
export const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && REFUSAL in error;
