/** Reads a page while the one before it is being worked on. */
export class ReadAhead<Where extends readonly unknown[], Page> {
  #page: Promise<Page> | undefined;

  constructor(private readonly read: (...where: Where) => Promise<Page>) {}

  /** Begins to read the next page to be taken. */
  begin(...where: Where): void {
    this.#page = this.read(...where);
    // Whoever takes it is told; nobody may, when the work on the page before it ends everything.
    this.#page.catch(() => undefined);
  }

  /** The page that was begun, else one that is read now. */
  take(...where: Where): Promise<Page> {
    const page = this.#page ?? this.read(...where);
    this.#page = undefined;
    return page;
  }

  /** Resolves when nothing is being read that nobody has taken. */
  async settled(): Promise<void> {
    await this.#page?.catch(() => undefined);
  }
}
