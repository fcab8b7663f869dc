import type { RecordedEvent } from '../contract';
import { inSpan } from '../diagnostics';

/**
 * Traces the step that takes events into the read models: a trace of its own, with a link to the append of each commit,
 * and shown in the traces of these as what made them visible.
 * @param attempt from 1
 */
export const tracedStep = (
  projection: string,
  events: readonly RecordedEvent[],
  attempt: number,
  step: () => Promise<void>,
): Promise<void> =>
  inSpan(
    () => ({
      name: `project ${projection}`,
      facts: {
        subscription: projection,
        attempts: attempt,
        events: events.length,
        ...(events[0] && { position: events[0].position }),
      },
      doneFor: events.filter(({ commitId }, index) => commitId !== events[index - 1]?.commitId),
      shownInEach: true,
    }),
    async (span) => {
      await step();
      span.note({ outcome: 'stored' });
    },
  );
