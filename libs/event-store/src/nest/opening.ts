type Close = () => Promise<void>;

/** The opening of one event store: what went wrong first, for whoever finds that a part is not there, ends all of it. */
export class Opening {
  #failure: Error | undefined;
  readonly #closes: Close[] = [];

  /**
   * Makes a part of the store.
   * @param close ends it when another part fails: Nest calls no hooks of an application that has not started
   * @throws what the making throws
   */
  async part<Part>(make: () => Part | Promise<Part>, close?: (part: Part) => Promise<void>): Promise<Part> {
    try {
      const part = await make();
      if (close) this.#closes.push(() => close(part));
      return part;
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      // Not waited for: what fails because of it must not be told first.
      void this.#close();
      throw error;
    }
  }

  async #close(): Promise<void> {
    for (const end of this.#closes.splice(0).reverse()) await end().catch(() => undefined);
  }

  /** Why a part is not there. */
  get failure(): Error {
    return this.#failure ?? new Error('The event store of this module has not been opened.');
  }
}
