import { inSpan } from '../../diagnostics';
import { type BatchOutcome, nameOf } from './batch-outcome';
import type { Placed } from './next-batch';

/** Traces the insert of a batch: a trace of its own, with a link to the append of each commit that it carries. */
export const tracedBatch = (
  placed: readonly Placed[],
  insert: () => Promise<BatchOutcome>,
): Promise<BatchOutcome> =>
  inSpan(
    () => {
      const commits = placed.map(({ commit }) => commit);
      const events = commits.reduce((sum, commit) => sum + commit.events.length, 0);
      const facts = { commits: commits.length, events, ...(commits[0] && { position: commits[0].position }) };
      return { name: 'insert batch', facts, doneFor: commits };
    },
    async (span) => {
      const outcome = await insert();
      const name = nameOf(outcome);
      span.note({ outcome: name, attempts: outcome.attempts });
      if (name === 'refused' || name === 'unknown') span.failed(name);
      return outcome;
    },
  );
