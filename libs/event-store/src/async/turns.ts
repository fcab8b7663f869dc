/** One work at a time, in the order in which they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    // One that fails keeps nobody from going on.
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
