import { Command } from '@commander-js/extra-typings';
import {
  dropOldGenerations,
  type ListedGeneration,
  listProjections,
  rebuildProjection,
  type Subscriptions,
} from '@event-sourcing/event-store';
import { text, textTable, ToolError } from '@event-sourcing/tools-kit';
import { logCommand } from '../options';
import { withSubscriptions } from '../open';
import { answer } from '../output/answer';
import { OPERATOR } from './operator';
import { pauseCommands, pauseText } from './pausing';

const nameCommand = (name: string, about: string) =>
  logCommand(name, about).argument('<name>', 'of the projection', text);

const list = () =>
  logCommand(
    'list',
    'Every projection, and which of its generations serve, are filled, or were replaced.',
  ).action(async (options) => {
    const { head, projections } = await withSubscriptions(options, async (on) => ({
      head: await on.context.store.head(),
      projections: await listProjections(on),
    }));
    const lag = ({ position }: ListedGeneration) => Math.max(0, head - position);
    answer(options, { head, projections }, () => [
      textTable(
        ['projection', 'generation', 'state', 'position', 'lag', 'run by', 'error'],
        projections.flatMap(({ name, generations, paused }) =>
          generations.map((one) => [
            name,
            one.name,
            paused ? `${one.state}, ${pauseText(paused)}` : one.state,
            String(one.position),
            String(lag(one)),
            one.holder ?? '',
            one.error ?? '',
          ]),
        ),
        [3, 4],
      ),
    ]);
  });

const rebuild = () =>
  nameCommand('rebuild', 'Fills a projection anew; the present generation answers meanwhile.')
    .option('--by <name>', 'who asks for it; kept', text, OPERATOR)
    .action(async (name, options) => {
      const outcome = await withSubscriptions(options, (on) =>
        rebuildProjection(on, name, { by: options.by }),
      );
      if (outcome === undefined) throw noProjection(name);
      if (outcome === 'in-progress') process.exitCode = 1;
      answer(options, { outcome }, () => [
        outcome === 'begun' ? `${name} is being filled anew.` : `${name} is being filled anew already.`,
      ]);
    });

const drop = () =>
  nameCommand('drop', 'Removes what was replaced, and older versions that no instance runs any more.').action(
    async (name, options) => {
      const dropped = await withSubscriptions(options, async (on) => {
        await assertKnown(on, name);
        return dropOldGenerations(on, name);
      });
      answer(options, { dropped }, () =>
        dropped.length === 0 ? ['Nothing to drop.'] : dropped.map((one) => `Dropped ${one}.`),
      );
    },
  );

const noProjection = (name: string) =>
  new ToolError('no-data', `There is no projection ${name}. See: es projections list`);

const assertKnown = async (on: Subscriptions, name: string): Promise<void> => {
  if (!(await listProjections(on)).some((one) => one.name === name)) throw noProjection(name);
};

/** `es projections`. */
export const projections = () => {
  const command = new Command('projections')
    .description('What folds the log into read models.')
    .addCommand(list())
    .addCommand(rebuild())
    .addCommand(drop());
  for (const one of pauseCommands('projection', assertKnown)) command.addCommand(one);
  return command;
};
