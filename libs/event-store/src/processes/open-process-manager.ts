import { createHmac } from 'node:crypto';
import { type EventData, invalidOptions } from '../contract';
import { logSecret } from '../log';
import { callerOf, declaredAt, placeOf } from '../names';
import { openProjection } from '../projections';
import { assertStartFrom, openReaction, startingPlace } from '../reactions';
import type { SubscriptionOptions, Subscriptions } from '../subscriptions';
import { openTimer } from '../timers';
import { DeadlineTimer, openProcesses, type WaitingProcess } from './deadlines';
import { eventSteps } from './event-steps';
import type { ProcessManager } from './process-manager';
import { type Deadlines, ProcessRunner } from './process-runner';

/**
 * Makes what a process manager needs in the database, and hands it over, not yet running: a projection of its open
 * processes and a timer where it has deadlines, a reaction where it does something after events, all under its name.
 * @param options where it differs from the other subscriptions
 * @throws EventStoreError `invalid-name`; `name-claimed` when it is open on the store; `invalid-options`,
 *   `position-beyond-head` for where it is to start from
 */
export async function openProcessManager<State, Event extends EventData<string, object>, Id extends string>(
  subscriptions: Subscriptions,
  manager: ProcessManager<State, Event, Id>,
  options?: Partial<SubscriptionOptions>,
): Promise<ProcessRunner>;
export async function openProcessManager(
  subscriptions: Subscriptions,
  manager: ProcessManager,
  options: Partial<SubscriptionOptions> = {},
): Promise<ProcessRunner> {
  assertComplete(manager);
  assertStartFrom(manager);
  const place = placeOf(manager) ?? callerOf(openProcessManager);
  const { store } = subscriptions.context;
  const now = () => manager.now?.() ?? subscriptions.options.now?.() ?? store.log.now();
  const reaction =
    manager.onEvent &&
    (await openReaction(subscriptions, declaredAt(eventSteps(manager, store), place), options));
  const deadlines =
    manager.deadline && (await openDeadlines(subscriptions, manager, { place, now, options }));
  return new ProcessRunner(
    manager.name,
    { ...(deadlines && { deadlines }), ...(reaction && { reaction }) },
    now,
  );
}

/** @throws EventStoreError `invalid-options` */
const assertComplete = (manager: ProcessManager): void => {
  const has = (member: 'deadline' | 'onDeadline' | 'onEvent') => manager[member] !== undefined;
  const missing = has('deadline') ? 'onDeadline' : has('onDeadline') ? 'deadline' : 'onEvent';
  if (has(missing)) return;
  const remedy = `give process manager ${manager.name} onEvent, or deadline and onDeadline, or all of them`;
  throw invalidOptions(missing, 'undefined', remedy);
};

const openDeadlines = async (
  subscriptions: Subscriptions,
  manager: ProcessManager,
  {
    place,
    now,
    options,
  }: { readonly place: string; readonly now: () => Date; readonly options: Partial<SubscriptionOptions> },
): Promise<Deadlines> => {
  const { store, checkpoints } = subscriptions.context;
  const { name } = manager;
  const { poll, logger } = { ...subscriptions.options, ...options };
  // Its own: what it does after events may be added later. It stays where it is: nobody is behind there.
  const start = `process:${name}`;
  const startedAfter = await checkpoints.prepare(start, () => startingPlace(store.log, manager));
  await checkpoints.close(start);
  const processes = await openProjection(subscriptions, declaredAt(openProcesses(manager), place), options);
  const secret = await logSecret(store.db, 'reactions');
  const meets = new DeadlineTimer({
    ...{ manager, store, processes, startedAfter, logger, now },
    everyMs: poll.maxMs,
    keyOf: deadlineKeys(name, secret),
  });
  const timer = await openTimer(subscriptions, declaredAt(meets, place));
  return { processes, timer, meets };
};

/** @param secret of the log: whoever caused a deadline must not know the keys of its effects */
const deadlineKeys =
  (manager: string, secret: Buffer) =>
  ({ id, dueAt }: WaitingProcess, effect?: string): string =>
    createHmac('sha256', secret)
      .update(
        JSON.stringify([
          'deadline',
          manager,
          id,
          dueAt.toISOString(),
          ...(effect === undefined ? [] : [effect]),
        ]),
      )
      .digest('hex');
