import { DemoError } from '../demo-error';

/** Tells the story, and stops where what happens is not what it says. */
export class Narrator {
  #chapter = 0;
  #checks = 0;

  constructor(private readonly write: (line: string) => void) {}

  /** How many outcomes were as the story says. */
  get checks(): number {
    return this.#checks;
  }

  chapter(title: string): void {
    this.#chapter += 1;
    this.write(`\n${this.#chapter}. ${title}`);
  }

  /** A request, as it was sent. */
  asked(line: string): void {
    this.write(`   ${line}`);
  }

  /** The part of the answer that matters. */
  answered(line: string): void {
    this.write(`     → ${line}`);
  }

  shown(block: string): void {
    this.write(block.replace(/^/gm, '   '));
  }

  /**
   * Says an outcome, if it is so.
   * @throws DemoError `story-broken` if not
   */
  check(outcome: string, isSo: boolean): void {
    if (!isSo) throw new DemoError('story-broken', `The story says: ${outcome}. It is not so.`);
    this.#checks += 1;
    this.write(`     ✓ ${outcome}`);
  }
}
