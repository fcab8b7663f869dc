import { type Change, eventView, type Step, timeline } from '@event-sourcing/operating';
import { integer, text } from '@event-sourcing/tools-kit';
import { logCommand, position } from '../options';
import { withLog } from '../open';
import { answer, styled } from '../output/answer';
import { eventLine } from '../output/event-line';
import { loadInspection } from './inspection';

/** `es entity`. */
export const entity = () =>
  logCommand(
    'entity',
    'The life of what a tag names: its events, the state after each, and what each changed.',
  )
    .argument('<tag>', 'account:42', text)
    .option('--models <module>', 'exports modelsOf(tag), the decision models whose states are shown', text)
    .option('--after <position>', 'events after it, and the states as of it', position)
    .option('--limit <n>', 'events at most', integer(1, Number.MAX_SAFE_INTEGER), 100)
    .action(async (tag, options) => {
      const { eventTypes, modelsOf = () => ({}) } = await loadInspection(options.models);
      const lookAt = { ...(eventTypes && { eventTypes }) };
      await withLog(
        options,
        async (store) => {
          for await (const step of timeline(store, tag, modelsOf(tag), options)) {
            const { event, states, changes } = step;
            answer(options, { ...eventView(event), states, changes }, () => linesOf(step));
          }
        },
        lookAt,
      );
    });

const linesOf = ({ event, changes }: Step): readonly string[] => [
  eventLine(event),
  ...changes.map((change) => `    ${changeText(change)}`),
];

const changeText = ({ path, from, to }: Change): string => {
  const [was, is] = [from, to].map((value) => JSON.stringify(value));
  if (was === undefined) return `${path}: ${styled('green', is ?? '')}`;
  return `${path}: ${styled('red', was)} → ${is === undefined ? 'gone' : styled('green', is)}`;
};
