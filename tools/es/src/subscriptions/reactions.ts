import { Command } from '@commander-js/extra-typings';
import {
  findReaction,
  listReactions,
  type ParkedItem,
  type ReactionStatus,
  type StoredReaction,
  type Subscriptions,
} from '@event-sourcing/event-store';
import { integer, text, textTable, ToolError } from '@event-sourcing/tools-kit';
import { logCommand, position } from '../options';
import { withSubscriptions } from '../open';
import { answer } from '../output/answer';
import { OPERATOR } from './operator';
import { pauseCommands, pauseText } from './pausing';

const nameCommand = (name: string, about: string) =>
  logCommand(name, about).argument('<name>', 'of the reaction', text);

const reactionNamed = async (on: Subscriptions, name: string): Promise<StoredReaction> => {
  const found = await findReaction(on, name);
  if (found) return found;
  throw new ToolError('no-data', `There is no reaction ${name}. See: es reactions list`);
};

const list = () =>
  logCommand('list', 'Every reaction: how far it is, what waits and what is parked.').action(
    async (options) => {
      const reactions = await withSubscriptions(options, async (on) =>
        Promise.all((await listReactions(on)).map(async (name) => (await reactionNamed(on, name)).status())),
      );
      answer(options, { reactions: reactions.map(({ status: _, ...shown }) => shown) }, () => [
        textTable(
          ['reaction', 'state', 'began after', 'position', 'lag', 'waiting', 'parked', 'oldest', 'error'],
          reactions.map((one) => [
            one.name,
            stateOf(one),
            ...[one.startedAfter, one.position, one.lag, one.waiting, one.parked].map(String),
            one.oldest ? `${one.oldest.position} since ${one.oldest.since.toISOString()}` : '',
            one.error ?? one.oldest?.error ?? '',
          ]),
          [2, 3, 4, 5, 6],
        ),
      ]);
    },
  );

/** This process runs none, so how it is doing is told by whoever does. */
const stateOf = ({ paused, error, active }: ReactionStatus): string => {
  if (paused) return pauseText(paused);
  if (error !== undefined) return 'failed';
  return active ? 'running' : 'run by none';
};

const items = (which: 'waiting' | 'parked', about: string) => () =>
  nameCommand(which, about)
    .option('--after <position>', 'those after it', position)
    .option('--limit <n>', 'at most so many', integer(1, 10_000), 50)
    .action(async (reaction, options) => {
      const { after, limit } = options;
      const found = await withSubscriptions(options, async (on) =>
        (await reactionNamed(on, reaction)).parked(after, limit, 'asc', which),
      );
      answer(options, { [which]: found }, () => [tableOf(found)]);
    });

const waiting = items('waiting', 'What is tried again and again beside the log.');
const parked = items('parked', 'What was set aside, and what waits behind it.');

const tableOf = (found: readonly ParkedItem[]): string =>
  textTable(
    ['position', 'key', 'attempts', 'since', 'error'],
    found.map(({ position: at, key, attempts, since, error }) => [
      String(at),
      key,
      String(attempts),
      since.toISOString(),
      error,
    ]),
    [0, 2],
  );

const decide = (action: 'retry' | 'skip', about: string) =>
  nameCommand(action, about)
    .argument('<position>', 'of the event', position)
    .option('--by <name>', 'who decides it; kept', text, OPERATOR);

const retry = () =>
  decide('retry', 'Has an event that was set aside done again, when its turn comes.')
    .option('--reason <text>', 'why; kept', text)
    .action(async (name, at, options) => {
      const { by, reason } = options;
      await withSubscriptions(options, async (on) =>
        (await reactionNamed(on, name)).decideAboutParked(at, { action: 'retry', by, reason }),
      );
      answer(options, { decided: 'retry' }, () => [`${at} is done again.`]);
    });

const skip = () =>
  decide('skip', 'Lets an event that was set aside go undone, for good.')
    .requiredOption('--reason <text>', 'why; kept', text)
    .action(async (name, at, options) => {
      const { by, reason } = options;
      await withSubscriptions(options, async (on) =>
        (await reactionNamed(on, name)).decideAboutParked(at, { action: 'skip', by, reason }),
      );
      answer(options, { decided: 'skip' }, () => [`${at} is not done any more.`]);
    });

const resumeAt = () =>
  nameCommand(
    'resume-at',
    'Has it go on behind a position, also where it has been: what follows is done, again too.',
  )
    .argument('<position>', 'of the last event that is not done', position)
    .requiredOption('--reason <text>', 'why; kept', text)
    .option('--by <name>', 'who decides it; kept', text, OPERATOR)
    .action(async (name, wanted, options) => {
      const { by, reason } = options;
      const after = await withSubscriptions(options, async (on) =>
        (await reactionNamed(on, name)).resumeAt(wanted, { by, reason }),
      );
      answer(options, { after }, () => [`${name} goes on after ${after}.`]);
    });

const assertKnown = async (on: Subscriptions, name: string): Promise<void> => {
  await reactionNamed(on, name);
};

/** `es reactions`. */
export const reactions = () => {
  const command = new Command('reactions')
    .description('What the log has done on the outside.')
    .addCommand(list())
    .addCommand(waiting())
    .addCommand(parked())
    .addCommand(retry())
    .addCommand(skip())
    .addCommand(resumeAt());
  for (const one of pauseCommands('reaction', assertKnown)) command.addCommand(one);
  return command;
};
