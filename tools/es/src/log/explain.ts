import {
  commitHolding,
  commitView,
  explainCommit,
  type Found,
  foundView,
  type NamedLog,
} from '@event-sourcing/operating';
import { integer, list, ToolError } from '@event-sourcing/tools-kit';
import type { MongoClient } from 'mongodb';
import { logCommand, position } from '../options';
import { lookAt, withLog } from '../open';
import { answer, styled } from '../output/answer';
import { eventLine } from '../output/event-line';

/** `es explain`. */
export const explain = () =>
  logCommand(
    'explain',
    'Where an event comes from: its command, what caused it, and what followed, in every log named.',
  )
    .argument('<position>', 'of the event', position)
    .option('--also <db>', 'the database of another log to look in; may be given several times', list, [])
    .option('--within <n>', 'positions to look at on either side', integer(1, 10_000_000), 20_000)
    .action((at, options) =>
      withLog(options, async (store, client) => {
        const commit = await commitHolding(store, at);
        if (!commit) throw new ToolError('no-data', `The log "${options.db}" has no position ${at}.`);
        const logs = [{ log: options.db, store }, ...(await othersOf(client, options.also))];
        const { correlationId } = commit.metadata;
        const explained = await explainCommit(client, logs, commit, options.within);
        const { cause, before, followed } = explained;
        const found = {
          log: options.db,
          commit: commitView(commit),
          ...(correlationId !== undefined && { correlationId }),
          ...(cause && { cause: foundView(cause) }),
          before: before.map(foundView),
          followed: followed.map(foundView),
          within: options.within,
        };
        answer(options, found, () =>
          linesOf({ log: options.db, commit }, cause, before, followed, options.within),
        );
      }),
    );

const othersOf = (client: MongoClient, names: readonly string[]): Promise<readonly NamedLog[]> =>
  Promise.all(names.map(async (log) => ({ log, store: await lookAt(client, log) })));

const linesOf = (
  { log, commit }: Found,
  cause: Found | undefined,
  before: readonly Found[],
  followed: readonly Found[],
  within: number,
): readonly string[] => [
  `${styled('bold', 'Commit')} ${commit.id} of ${log}, hash ${commit.hash}`,
  ...commit.events.map((event) => `  ${eventLine(event)}`),
  ...Object.entries(commit.metadata).map(([name, value]) => `  ${name}: ${value ?? ''}`),
  ...section('Caused by', cause ? [cause] : []),
  ...section('Earlier in the same request', before),
  ...section('Followed by', followed),
  `Looked at ${within} positions on either side in each log; --within looks farther.`,
];

const section = (title: string, found: readonly Found[]): readonly string[] =>
  found.length === 0
    ? []
    : [
        styled('bold', title),
        ...found.flatMap(({ log, commit }) => commit.events.map((event) => `  ${log}  ${eventLine(event)}`)),
      ];
