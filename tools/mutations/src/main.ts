import { withEngine } from '@event-sourcing/engine';
import { list, runTool, stopSignal, tool, ToolError } from '@event-sourcing/tools-kit';
import { type Mutation, MUTATIONS } from './mutation';
import { outcomeTable } from './outcome-table';
import { StoreCopy } from './store-copy';
import { assertUnbroken, isCaught, tryMutations, type Outcome } from './try-mutations';

const about =
  'Breaks a copy of the event store in every way we know, and demands that the promises of the log, or specs, notice.';

const say = (line: string): void => console.log(line);

const mutate = async ({ only }: { readonly only: readonly string[] }): Promise<void> => {
  const chosen = MUTATIONS.filter(
    ({ name }) => only.length === 0 || only.some((word) => name.includes(word)),
  );
  if (chosen.length === 0)
    throw new ToolError('usage', 'No mutation has a name that holds one of the words.');
  const specsOn = (where: Mutation['on']) => [
    ...new Set(chosen.flatMap(({ on, specs }) => (on === where ? specs : []))),
  ];
  const [inMemory, onEngine] = [specsOn('any'), specsOn('engine')];
  const signal = stopSignal();
  const copy = await StoreCopy.make();
  const tryOn = async (uri?: string): Promise<void> => {
    const unbroken = async (): Promise<void> => {
      await assertUnbroken(copy, { uri: undefined }, signal);
      if (uri !== undefined) await assertUnbroken(copy, { uri }, signal);
      if (inMemory.length > 0) await assertUnbroken(copy, { uri: undefined, specs: inMemory }, signal);
      // One after another: each is to end in time.
      for (const spec of onEngine) await assertUnbroken(copy, { uri, specs: [spec] }, signal);
    };
    say(`${chosen.length} mutations, one after another; first the log as it is …`);
    await unbroken();
    const outcomes: Outcome[] = [];
    for await (const outcome of tryMutations(copy, chosen, uri, signal)) {
      outcomes.push(outcome);
      say(`${isCaught(outcome) ? 'caught  ' : 'SURVIVES'} ${outcome.mutation.name}`);
    }
    // Had something else broken meanwhile, every mutant would have seemed to be caught.
    await unbroken();
    const survivors = outcomes.filter((outcome) => !isCaught(outcome));
    say(`\n${outcomeTable(outcomes)}\n\n${outcomes.length - survivors.length} of ${outcomes.length} caught.`);
    if (survivors.length > 0) process.exitCode = 1;
  };
  try {
    const needsEngine = chosen.some(({ on }) => on === 'engine');
    await (needsEngine ? withEngine({ log: say, signal }, ({ uri }) => tryOn(uri)) : tryOn());
  } finally {
    await copy.remove();
  }
};

await runTool(
  tool('npm run mutations', about)
    .option('--only <word>', 'only mutations in whose names it stands; may be repeated', list, [])
    .action(mutate),
);
