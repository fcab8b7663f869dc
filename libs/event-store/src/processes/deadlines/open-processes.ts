import { invalidOptions, matches, type Query, type RecordedEvent } from '../../contract';
import { defineProjection, type Projection, readModel, type ReadModel } from '../../projections';
import type { ProcessManager } from '../process-manager';

/** A process that has not ended. */
export interface OpenProcess {
  readonly state: unknown;
  /** Absent: it waits for no time. */
  readonly dueAt?: Date;
  readonly lane: string;
}

/** A process that waits for a time. */
export type WaitingProcess = Required<OpenProcess> & { readonly id: string };

/** The process as one that waits for a time, if it does. */
export const waitingProcess = (id: string, { state, dueAt, lane }: OpenProcess): WaitingProcess | undefined =>
  dueAt && { id, state, dueAt, lane };

/** The read model that says where to look; what is due is decided on the log. */
export type OpenProcesses = { readonly processes: ReadModel<OpenProcess> };

/** Folds the processes of a manager that have not ended, with what they wait for. */
export const openProcesses = (manager: ProcessManager): Projection<OpenProcesses> => {
  const { name, version, query, unknown, codecs = {} } = manager;
  return defineProjection({
    ...{ name, version, query },
    ...(unknown && { unknown }),
    models: {
      processes: readModel<OpenProcess, RecordedEvent>({
        keys: (event) => [manager.correlate(event)],
        evolve: (process, event, id) => evolve(manager, process, event, id),
        codecs: Object.fromEntries(Object.entries(codecs).map(([path, codec]) => [`state.${path}`, codec])),
        indexes: [{ key: { lane: 1, dueAt: 1 } }, { key: { dueAt: 1, lane: 1 } }],
      }),
    },
  });
};

const evolve = (
  manager: ProcessManager,
  process: OpenProcess | undefined,
  event: RecordedEvent,
  id: string,
): OpenProcess | undefined => {
  const model = manager.model(id);
  assertCovered(manager, model.query);
  if (!matches(model.query, event)) return process;
  const before = process ? process.state : model.initial;
  const state = model.evolve(before, event);
  if (state === before) return process;
  return manager.hasEnded?.(state) ? undefined : withDeadline(manager, id, state);
};

/** A process in a state, with what it waits for there. */
export const withDeadline = (manager: ProcessManager, id: string, state: unknown): OpenProcess => {
  const dueAt = manager.deadline?.(state);
  return { state, lane: manager.lane?.(state, id) ?? id, ...(dueAt && { dueAt }) };
};

/** Deadlines would be found that the log does not have. @throws EventStoreError `invalid-options` */
const assertCovered = ({ name, query }: ProcessManager, ofModel: Query): void => {
  if (query.items.some(({ types }) => !types)) return;
  const known = new Set(query.items.flatMap(({ types = [] }) => types));
  const missing = ofModel.items.flatMap(({ types = [] }) => types).find((type) => !known.has(type));
  if (missing === undefined) return;
  const remedy = `name in the query of process manager ${name} every type that its model reads`;
  throw invalidOptions('query', `no ${missing}`, remedy);
};
