import { writeFile } from 'node:fs/promises';
import { counted, runTool, stopSignal, ToolError } from '@event-sourcing/tools-kit';
import { CHAOS } from './arguments';
import { judge } from './checkers/judge';
import { findPlanted } from './planted/find-planted';
import { page } from './report/page';
import { summary } from './report/summary';
import { runChaos } from './run-chaos';

const log = (line: string): void => console.log(line);

const chaos = async (options: ReturnType<typeof CHAOS.opts>): Promise<void> => {
  const { minutes, seed, clients, report = `chaos-${seed}.html`, planted } = options;
  const how = { seed, minutes, clients, log, signal: stopSignal() };
  if (planted) {
    const missed = await findPlanted(how, log);
    if (missed.length === 0) return;
    throw new ToolError('wrong-result', `Nobody found: ${missed.join('; ')}.`);
  }
  log(`Seed ${seed}, ${counted(minutes, 'minute')}.`);
  const run = await runChaos(how);
  const violations = await judge(run.evidence, log);
  await writeFile(report, page(run, violations));
  log(`\n${summary(run)}\n\nThe report: ${report}`);
  for (const { checker, what } of violations) console.error(`${checker}: ${what}`);
  if (violations.length === 0) return;
  await writeFile(`${report}.json`, JSON.stringify(run, undefined, 1));
  log(`What was seen: ${report}.json`);
  throw new ToolError('wrong-result', `${counted(violations.length, 'violation')}; seed ${seed}.`);
};

await runTool(CHAOS.action(chaos));
