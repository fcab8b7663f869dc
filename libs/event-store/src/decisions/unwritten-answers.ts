import { MicroBatcher } from '../async';
import type { Commit } from '../contract';
import type { EventLog } from '../log';
import { recordOf, type UnwrittenAnswer } from './command-records';

/** Records in one commit. */
const MOST = 100;

/**
 * Records the answers of keyed commands that write nothing of their own, before they are given: one commit for all
 * that wait.
 *
 * A record takes the position that an earlier try of the command needs while it is on its way with what it depends on,
 * and every try is conditioned on the absence of such a record. So an answer is final for every earlier try.
 */
export class UnwrittenAnswers {
  readonly #records: MicroBatcher<UnwrittenAnswer, undefined>;

  constructor(private readonly log: EventLog) {
    this.#records = new MicroBatcher(MOST, async (answers) => {
      await log.record(answers.map(recordOf));
      return answers.map(() => undefined);
    });
  }

  /**
   * Resolves when the answer may be given; with a commit when another try has carried the command out, whose result is
   * the answer.
   * @throws EventStoreError `outcome-unknown`, `store-unavailable`: the answer must not be given
   */
  async record(answer: UnwrittenAnswer): Promise<Commit | undefined> {
    await this.#records.add(answer);
    // A try that was stored before the record is seen now; one that is not cannot be stored any more.
    return this.log.commitById(answer.commandId);
  }
}
