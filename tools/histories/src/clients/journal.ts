import type { SimulatedDatabase } from '../database/simulated-database';
import type { Answer, Read, Span, Try } from './tried';

type Begun = Pick<Span, 'began' | 'knownBefore' | 'headBefore'>;

/** What all clients together did and were told, in the order in which it happened. */
export class Journal {
  readonly tries: Try[] = [];
  readonly reads: Read[] = [];
  /** Commands that were answered for good. */
  answered = 0;
  #moment = 0;
  #known = 0;

  constructor(private readonly database: SimulatedDatabase) {}

  /** The last position that anybody was told of. */
  get known(): number {
    return this.#known;
  }

  begin(): Begun {
    return { began: this.#next(), knownBefore: this.#known, headBefore: this.database.head };
  }

  end(begun: Begun, position: number | undefined): Span {
    this.#known = Math.max(this.#known, position ?? 0);
    return { ...begun, ended: this.#next(), headAfter: this.database.head };
  }

  tried(begun: Begun, one: Omit<Try, keyof Span>): void {
    const { answer } = one;
    this.tries.push({ ...one, ...this.end(begun, positionOf(answer)) });
    if (isFinal(answer)) this.answered += 1;
  }

  /** Takes in that something went wrong of which nothing was promised. */
  failed(error: unknown, begun = this.begin()): void {
    this.reads.push({ kind: 'failed', message: String(error), ...this.end(begun, undefined) });
  }

  #next(): number {
    this.#moment += 1;
    return this.#moment;
  }
}

/** Whether it is the end of a command's story: it was written, or it was told that it is not. */
export const isFinal = ({ kind }: Answer): boolean =>
  kind === 'written' || kind === 'nothing' || kind === 'refused' || kind === 'conflict';

const positionOf = (answer: Answer): number | undefined => {
  if (answer.kind === 'written') return answer.lastPosition;
  return answer.kind === 'nothing' ? answer.position : undefined;
};
