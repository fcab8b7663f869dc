import { Command } from '@commander-js/extra-typings';
import { dropOldGenerations, listGenerations } from '@event-sourcing/event-store';
import { text, textTable } from '@event-sourcing/tools-kit';
import { logCommand } from '../options';
import { withSubscriptions } from '../open';
import { answer } from '../output/answer';

const list = () =>
  logCommand('list', 'The generations of a projection: which serve, are being filled, or were replaced.')
    .argument('<name>', 'of the projection', text)
    .action(async (name, options) => {
      const generations = await withSubscriptions(options, (on) => listGenerations(on, name));
      answer(options, { generations }, () => [
        textTable(
          ['generation', 'state', 'position'],
          generations.map(({ name: one, state, position }) => [one, state, String(position)]),
          [2],
        ),
      ]);
    });

const drop = () =>
  logCommand('drop', 'Removes what was replaced, and older versions that no instance runs any more.')
    .argument('<name>', 'of the projection', text)
    .action(async (name, options) => {
      const dropped = await withSubscriptions(options, (on) => dropOldGenerations(on, name));
      answer(options, { dropped }, () =>
        dropped.length === 0 ? ['Nothing to drop.'] : dropped.map((one) => `Dropped ${one}.`),
      );
    });

/** `es projections`. */
export const projections = () =>
  new Command('projections')
    .description('What folds the log into read models.')
    .addCommand(list())
    .addCommand(drop());
