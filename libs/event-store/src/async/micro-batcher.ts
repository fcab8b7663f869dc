interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Work that is done at once for all who ask for it in one turn of the event loop. */
export class MicroBatcher<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];

  /**
   * @param most items at once, from 1
   * @param work gives a result for each item, in their order; when it fails, it fails for all of them
   */
  constructor(
    private readonly most: number,
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
  ) {}

  /** Resolves with the item's result, of work that began after this call. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += this.most) {
      void this.#do(waiting.slice(start, start + this.most));
    }
  }

  async #do(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      results.forEach((result, index) => batch[index]?.resolve(result));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}
