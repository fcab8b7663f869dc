import { EventStoreError, type RecordedEvent } from '../contract';
import type { EventStore } from '../event-store';
import type { Reaction, ReactionContext } from '../reactions';
import type { ProcessManager } from './process-manager';
import { stepsBy } from './steps';

/** What a process manager does after events, as a reaction. */
export const eventSteps = (manager: ProcessManager, store: EventStore): Reaction => {
  const { name, query, startFrom, unknown, concurrency, maxAttempts, timeoutMs, retry } = manager;
  return {
    ...{ name, query, startFrom },
    ...(unknown && { unknown }),
    ...(concurrency !== undefined && { concurrency }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retry && { retry }),
    key: (event) => manager.correlate(event),
    react: (event, context) => afterEvent(manager, store, event, context),
    ...(manager.classify && { classify: (error) => manager.classify?.(error) ?? 'retry' }),
  };
};

/** Goes on after an event. Each of its steps is a command whose id is the event's: it is carried out once. */
const afterEvent = async (
  manager: ProcessManager,
  store: EventStore,
  event: RecordedEvent,
  context: Pick<ReactionContext, 'idempotencyKey' | 'keyFor' | 'signal' | 'stateAt'>,
): Promise<void> => {
  const { idempotencyKey, signal } = context;
  const id = manager.correlate(event);
  const model = manager.model(id);
  const state = await context.stateAt(model);
  const { correlationId } = event.metadata;
  const taken = new Set<string>();
  const decide = stepsBy({
    ...{ store, model },
    stands: () => true,
    optionsOf: ({ step = 'decide', metadata }) => {
      if (taken.has(step)) throw takenTwice(manager.name, step);
      taken.add(step);
      return {
        command: { id: context.keyFor(`step:${step}`), anyRequest: true },
        metadata: { causationId: event.commitId, ...(correlationId && { correlationId }), ...metadata },
      };
    },
  });
  const keyFor = (effect: string) => context.keyFor(effect);
  await manager.onEvent?.(event, { id, state, idempotencyKey, keyFor, signal, decide });
};

const takenTwice = (manager: string, step: string): EventStoreError =>
  new EventStoreError(
    'invalid-decision',
    `Process manager ${manager} takes the step ${step} twice after one event: the second would be answered with what the ` +
      'first has written. Give each of them a name of its own, decide(models, decider, { step }).',
    { given: step },
  );
