import { integer, list, text, ToolError } from '@event-sourcing/tools-kit';
import { json, logCommand } from '../options';
import { withStore } from '../open';
import { answer } from '../output/answer';
import { loadInspection } from './inspection';
import { conditionOf, eventsFrom, eventsOf } from './append-input';

/** `es append`. */
export const append = () =>
  logCommand('append', 'Appends events as one commit: one that the options name, or those of a file.')
    .option('--type <type>', 'of the event', text)
    .option('--event-version <n>', 'of its shape', integer(1, Number.MAX_SAFE_INTEGER), 1)
    .option('--tag <tag>', 'of the event; may be given several times', list, [])
    .option('--payload <json>', 'data of the event, an object', json)
    .option('--events <file>', 'instead: a JSON list of { type, version, tags, data }; - is the input', text)
    .option('--condition <json>', 'an append condition: { failIfEventsMatch, after }', json)
    .option('--id <commit id>', 'makes it idempotent: a repeat gives the first answer', text)
    .option('--actor <name>', 'who appends it; kept with the commit', text)
    .option('--models <module>', 'whose event types are held against what is appended', text)
    .action(async (options) => {
      const { type, eventVersion: version, tag: tags, payload: data = {}, condition, id, actor } = options;
      if ((type === undefined) === (options.events === undefined))
        throw new ToolError('usage', 'Give --type, or --events.');
      const events =
        options.events === undefined
          ? eventsOf([{ type, version, tags, data }], 'what the options say')
          : await eventsFrom(options.events);
      const { eventTypes } = await loadInspection(options.models);
      const conditioned = condition !== undefined && { condition: conditionOf(condition) };
      const request = {
        events,
        ...conditioned,
        ...(id !== undefined && { command: { id, request: { events, ...conditioned } } }),
        ...(actor !== undefined && { metadata: { actor } }),
      };
      const { commit, duplicate } = await withStore(options, (store) => store.append(request), {
        ...(eventTypes && { eventTypes }),
      });
      const { id: commitId, position, lastPosition, recordedAt, hash } = commit;
      answer(options, { commitId, position, lastPosition, recordedAt, hash, duplicate }, () => [
        `${duplicate ? 'Stored before' : 'Appended'}: ${placeText(position, lastPosition)}, commit ${commitId}`,
      ]);
    });

const placeText = (first: number, last: number): string =>
  first === last ? `position ${first}` : `positions ${first} to ${last}`;
