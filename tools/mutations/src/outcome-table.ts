import Table from 'cli-table3';
import type { Mutation } from './mutation';
import type { Outcome } from './try-mutations';

const caughtBy = ({ verdict: { broken, isComplete } }: Outcome): string => {
  const [first, ...more] = broken;
  if (first === undefined) return isComplete ? 'NOTHING: it survives' : 'it did not even run to its end';
  return more.length > 0 ? `${first}\n… and ${more.length} more` : first;
};

const whereItShows = ({ on, specs }: Mutation): string => {
  if (on === 'engine') return 'engine';
  return specs.length > 0 ? 'specs' : 'memory';
};

/** What became of each mutation, for a console. */
export const outcomeTable = (outcomes: readonly Outcome[]): string => {
  const table = new Table({
    head: ['mutation', 'on', 'caught by'],
    colWidths: [44, 8, 64],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...outcomes.map((one) => [one.mutation.name, whereItShows(one.mutation), caughtBy(one)]));
  return table.toString();
};
