import { runTool, text, tool, ToolError, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';

type Step = readonly [command: string, ...args: string[]];

const onAll = (target: string, ...args: readonly string[]): Step => ['nx', 'run-many', '-t', target, ...args];

const runSteps = async (...steps: readonly Step[]): Promise<void> => {
  for (const [command, ...args] of steps) {
    const options = { cwd: workspaceRoot, preferLocal: true, stdio: 'inherit', reject: false } as const;
    const { failed } = await execa(command, args, options);
    if (failed) throw new ToolError('step-failed', `Failed: ${[command, ...args].join(' ')}`);
  }
};

/** What npm runs over the whole workspace, by the script's name. */
const TASKS = new Map<string, { readonly about: string; readonly steps: readonly Step[] }>([
  [
    'build',
    {
      about: 'Builds the services, ready to be started, into dist/apps.',
      steps: [onAll('build', '--parallel=1')],
    },
  ],
  [
    'lint',
    {
      about: 'Holds the code against the rules, and every file against the format.',
      steps: [
        // ESLint takes the graph of projects from Nx's cache; where there is none it leaves out the rule on boundaries.
        ['nx', 'show', 'projects', '--sep', ' '],
        // In one process, which loads their one program once.
        ['node', '--max-old-space-size=6144', 'node_modules/eslint/bin/eslint.js', 'apps', 'libs', 'tools'],
        ['depcruise', '--config', 'tools/boundaries/rules/circles.cjs', 'apps', 'libs', 'tools'],
        ['knip', '--no-progress'],
        ['prettier', '--check', '.'],
        ['node', '--import', 'tsx', 'tools/openapi/src/write.ts', '--check'],
      ],
    },
  ],
  [
    'typecheck',
    {
      about:
        'Checks the types of everything as one program, the event store against its oldest Node, the console’s page in a browser.',
      steps: [['tsc'], ['tsc', '-p', 'libs/event-store'], ['tsc', '-p', 'apps/console/web']],
    },
  ],
  ['format', { about: 'Formats every file.', steps: [['prettier', '--write', '.']] }],
]);

// node workspace-task.ts <task> [options]
const [name = '', ...args] = process.argv.slice(2);
const task = TASKS.get(name);
if (task !== undefined) {
  await runTool(
    tool(`npm run ${name}`, task.about).action(() => runSteps(...task.steps)),
    args,
  );
} else if (name === 'events:record') {
  await runTool(
    tool('npm run events:record', 'Records what the present release stores, for later releases to replay.')
      .requiredOption('--release <name>', 'the release that is made', text)
      .action(({ release }) => runSteps(onAll('record-events', '--parallel=1', `--release=${release}`))),
    args,
  );
} else throw new Error(`No task is named "${name}".`);
