import { count, counted, runTool } from '@event-sourcing/tools-kit';
import { HISTORIES } from './arguments';
import { judge } from './judge/judge';
import type { History, HistoryOptions } from './run-history';

/** Commands of one history: enough for everything to happen, few enough to be read when something is wrong. */
const OF_ONE = 2_000;
const SHOWN = 5;

const virtually = async (): Promise<(options: HistoryOptions) => Promise<History>> => {
  const { inVirtualTime } = await import('./virtual-time');
  const { runHistory } = await import('./run-history');
  return (options) => inVirtualTime(options.seed, () => runHistory(options));
};

const histories = async (options: ReturnType<typeof HISTORIES.opts>): Promise<void> => {
  const { commands, seed: first, minutes = Infinity, sequencer } = options;
  const run = sequencer ? (await import('./sequenced-history')).sequencedHistory : await virtually();
  const endsAt = Date.now() + minutes * 60_000;
  let [answered, violated, disputed] = [0, 0, 0];
  for (let seed = first; answered < commands && Date.now() < endsAt; seed += 1) {
    const ofThis = Math.min(OF_ONE, commands - answered);
    const history = await run({ seed, commands: ofThis });
    const violations = judge(history);
    answered += history.answered;
    violated += violations.length;
    disputed += history.tries.filter(
      ({ answer }) => answer.kind === 'unwritten' && answer.code === 'command-answered',
    ).length;
    console.log(
      `seed ${seed}: ${count(history.answered)} answered, ${counted(history.log.length, 'commit')}, ` +
        `${history.rolledBack} rolled back, ${counted(history.restarts, 'restart')}, ` +
        counted(violations.length, 'violation'),
    );
    for (const { rule, what } of violations.slice(0, SHOWN)) console.error(`  ${rule}:\n    ${what}`);
    if (violations.length > SHOWN) console.error(`  … and ${count(violations.length - SHOWN)} more`);
    if (violations.length > 0)
      console.error(
        `  Again: npm run histories -- --seed ${seed} --commands ${ofThis}${sequencer ? ' --sequencer' : ''}`,
      );
  }
  console.log(
    `${count(answered)} commands answered, ${counted(violated, 'violation')}, from seed ${first} on; ` +
      `${count(disputed)} times nobody could tell which of two tries came first`,
  );
  if (violated > 0) process.exitCode = 1;
};

await runTool(HISTORIES.action(histories));
