import { eventView } from '@event-sourcing/operating';
import { integer } from '@event-sourcing/tools-kit';
import { position } from '../options';
import { withLog } from '../open';
import { answer } from '../output/answer';
import { eventLine } from '../output/event-line';
import { eventsCommand, queryOf } from './which-events';

/** `es read`. */
export const read = () =>
  eventsCommand('read', 'Events of the log, in order; --json gives one a line.')
    .option('--after <position>', 'those after it', position)
    .option('--up-to <position>', 'those up to it', position)
    .option('--backwards', 'the latest first')
    .option('--limit <n>', 'at most so many', integer(1, Number.MAX_SAFE_INTEGER), 100)
    .action((options) =>
      withLog(options, async (store) => {
        const { after, upTo, backwards, limit } = options;
        const range = { ...(after !== undefined && { after }), ...(upTo !== undefined && { upTo }) };
        const events = store.read(queryOf(options), { ...range, limit, backwards: backwards ?? false });
        for await (const event of events) answer(options, eventView(event), () => [eventLine(event)]);
      }),
    );
