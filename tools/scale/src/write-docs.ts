import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { measuredOn, writeBlock } from '@event-sourcing/bench';
import { path, runTool, tool, ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import { chart } from './report/chart';
import { markdownTable } from './report/tables';
import { isReliable, readRun } from './scale-run';

const CHART = 'pictures/scale.svg';

const about = 'Writes what a run measured into docs/performance.md, and its chart beside it.';

const write = async (file: string): Promise<void> => {
  const run = await readRun(file);
  const [first] = run?.sizes ?? [];
  if (run === undefined || first === undefined || !isReliable(run)) {
    const message = `${file} holds no run on a quiet machine. Run npm run scale, with nothing beside it.`;
    throw new ToolError('bad-file', message);
  }
  const where = measuredOn({ ...run, startedAt: first.measuredAt });
  const picture = `![The share of its speed that each keeps as the log grows](${CHART})`;
  const picturePath = join(workspaceRoot, 'docs', CHART);
  await mkdir(dirname(picturePath), { recursive: true });
  await writeFile(picturePath, chart(run.sizes));
  const document = await writeBlock('scale', `${markdownTable(run.sizes)}\n\n${picture}\n\n${where}`);
  console.log(`${document}: ${where}`);
};

await runTool(
  tool('npm run scale:docs', about).argument('<file>', 'scale.json of a run', path).action(write),
);
