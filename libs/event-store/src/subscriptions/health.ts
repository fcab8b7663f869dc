import { describeError } from './errors';
import type { SubscriptionLogger } from './options';

/** The step of a consumer; recovered with every batch taken. */
export const BATCH = 'a batch';

/**
 * What is going wrong in a subscription now. Each distinct failure is logged once until it is over, however many
 * times and for however many events it is met.
 */
export class Health {
  readonly #failing = new Map<string, string>();
  #shown: string | undefined;

  /** @param changed is called with the error to show, or nothing when all is well again */
  constructor(
    private readonly subscription: string,
    private readonly logger: SubscriptionLogger,
    private readonly changed: (error: string | undefined) => void,
  ) {}

  /** What to show of what is failing. */
  get error(): string | undefined {
    return this.#failing.values().next().value;
  }

  failed(what: string, error: unknown): void {
    const text = describeError(error);
    if (![...this.#failing.values()].includes(text)) {
      this.logger.warn(`${this.subscription}: ${what} failed and is tried again: ${text}`);
    }
    this.#failing.set(what, text);
    this.#show();
  }

  recovered(what: string): void {
    if (!this.#failing.delete(what)) return;
    if (this.#failing.size === 0) this.logger.log(`${this.subscription}: all is well again`);
    this.#show();
  }

  #show(): void {
    if (this.error === this.#shown) return;
    this.#shown = this.error;
    this.changed(this.#shown);
  }
}
