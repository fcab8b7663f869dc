import { count, counted, textTable } from '@event-sourcing/tools-kit';
import type { ChaosRun } from '../run-chaos';
import { outcomes, recoveries } from './figures';

/** A run in a few lines, for a console. */
export const summary = (run: ChaosRun): string => {
  const { inflicted, evidence } = run;
  const { bank, messages } = evidence.later;
  const recovered = recoveries(run).map(([fault, { count: times, p50, p95, most }]) =>
    [fault, times, p50, p95, most].map(String),
  );
  const commands = outcomes(run).map(
    ([kind, by]) => `${kind}: ${[...by].map(([outcome, times]) => `${count(times)} ${outcome}`).join(', ')}`,
  );
  return [
    `${counted(inflicted.length, 'fault')}, ${counted(evidence.calls.length, 'call')}, ` +
      `${counted(bank.length, 'commit')} of the bank, ${count(messages.length)} of the messages`,
    textTable(['fault', 'times', 'recovered after p50, ms', 'p95', 'most'], recovered, [1, 2, 3, 4]),
    ...commands,
  ].join('\n');
};
