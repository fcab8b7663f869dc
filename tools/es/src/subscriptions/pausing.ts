import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Pausable, Pause, Subscriptions } from '@event-sourcing/event-store';
import { text } from '@event-sourcing/tools-kit';
import { logCommand } from '../options';
import { withSubscriptions } from '../open';
import { answer } from '../output/answer';
import { OPERATOR } from './operator';

export const pauseText = ({ since, by, reason }: Pause): string =>
  `paused since ${since.toISOString()}${by === undefined ? '' : ` by ${by}`}${reason === undefined ? '' : `: ${reason}`}`;

/**
 * `pause` and `resume`.
 * @param assertKnown throws when there is nothing of a name
 */
export const pauseCommands = (
  kind: Pausable,
  assertKnown: (on: Subscriptions, name: string) => Promise<void>,
): readonly CommandUnknownOpts[] => [
  logCommand('pause', 'Lets no instance run it until it is resumed, also after a restart.')
    .argument('<name>', `of the ${kind}`, text)
    .requiredOption('--reason <text>', 'why; kept, and shown in its status', text)
    .option('--by <name>', 'who decides it; kept', text, OPERATOR)
    .action(async (name, options) => {
      const { reason, by } = options;
      const paused = await withSubscriptions(options, async (on) => {
        await assertKnown(on, name);
        return (await on.pause(kind, name, { by, reason })) === 'paused';
      });
      answer(options, { paused }, () => [paused ? `${name} is paused.` : `${name} was paused already.`]);
    }),
  logCommand('resume', 'Lets it run again, from where it was.')
    .argument('<name>', `of the ${kind}`, text)
    .option('--reason <text>', 'why; kept', text)
    .option('--by <name>', 'who decides it; kept', text, OPERATOR)
    .action(async (name, options) => {
      const { by, reason } = options;
      const resumed = await withSubscriptions(options, async (on) => {
        await assertKnown(on, name);
        return (await on.resume(kind, name, { by, reason })) === 'resumed';
      });
      answer(options, { resumed }, () => [resumed ? `${name} goes on.` : `${name} was not paused.`]);
    }),
];
