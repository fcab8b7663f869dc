/** What a fake service answers. */
export interface FakeAnswer {
  readonly status: number;
  readonly body: object;
  readonly position?: number;
}

/** The positions of a log. */
export class FakeLog {
  head = 0;

  append(): number {
    this.head += 1;
    return this.head;
  }
}
