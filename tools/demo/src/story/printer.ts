import { dataOf, type OperationResult, ToolError } from '@event-sourcing/tools-kit';

/** Prints the story, and stops it where what happens is not what it says. */
export class Printer {
  #chapters = 0;
  #outcomes = 0;

  constructor(private readonly print: (line: string) => void) {}

  /** How many outcomes were as the story says. */
  get outcomes(): number {
    return this.#outcomes;
  }

  chapter(title: string): void {
    this.#chapters += 1;
    this.print(`\n${this.#chapters}. ${title}`);
  }

  request(line: string): void {
    this.print(`   ${line}`);
  }

  answer(line: string): void {
    this.print(`     → ${line}`);
  }

  /**
   * Prints how an operation was answered, with some members of the answer.
   * @throws ToolError `unexpected-answer` when it was refused
   */
  async told<Data extends object>(
    asked: Promise<OperationResult<Data>>,
    ...members: readonly (keyof Data & string)[]
  ): Promise<Data> {
    const result = await asked;
    const data = dataOf(result);
    const said = members.map((member) => `${member} ${String(data[member])}`);
    this.answer([result.response?.status, ...said].join(' · '));
    return data;
  }

  block(text: string): void {
    this.print(text.replace(/^/gm, '   '));
  }

  /**
   * Prints an outcome, if it is so.
   * @throws ToolError `unexpected-answer` if not
   */
  check(outcome: string, isSo: boolean): void {
    if (!isSo) throw new ToolError('unexpected-answer', `The story says: ${outcome}. It is not so.`);
    this.#outcomes += 1;
    this.print(`     ✓ ${outcome}`);
  }
}
