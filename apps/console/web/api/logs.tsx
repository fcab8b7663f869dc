import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ExplanationView, LineView, LogView, StepView, TypeView } from '../../src/logs/views';
import { ask } from './request';

export type {
  CommitView,
  EventView,
  LineView,
  LogView,
  TypeView,
  ChangeView,
  StepView,
} from '../../src/logs/views';

/** Which events of a log. */
export interface Filter {
  readonly types: readonly string[];
  readonly tags: readonly string[];
  /** The first position; absent: from the beginning. */
  readonly from?: number;
  /** The last one; absent: up to the head. */
  readonly to?: number;
}

const LIVE_MS = 1_000;

export const logsQuery = queryOptions({
  queryKey: ['logs'],
  queryFn: async () => (await ask<{ readonly logs: readonly LogView[] }>('logs')).logs,
  refetchInterval: LIVE_MS,
});

/** Events in a list, and the head that they are as of. */
export interface Lines {
  readonly head: number;
  readonly events: readonly LineView[];
}

/** Those of positions `first` to `last`. */
export const linesQuery = (log: string, first: number, last: number) =>
  queryOptions({
    queryKey: ['lines', log, first, last],
    queryFn: () =>
      ask<Lines>(`logs/${log}/events`, { after: first - 1, upTo: last, limit: last - first + 1 }),
    // What a log holds never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The latest before a position that match a filter. */
export const askMatching = (log: string, { types, tags, from }: Filter, upTo: number, limit: number) =>
  ask<Lines>(`logs/${log}/events`, {
    ...{ types: types.join(','), tags: tags.join(','), upTo, limit, order: 'desc' },
    after: from === undefined ? undefined : Math.max(0, from - 1),
  });

export const explanationQuery = (log: string, position: number) =>
  queryOptions({
    queryKey: ['explanation', log, position],
    queryFn: () => ask<ExplanationView>(`logs/${log}/events/${position}`),
    // What follows in other logs comes later.
    refetchInterval: 2_000,
    placeholderData: keepPreviousData,
  });

export const catalogueQuery = (log: string) =>
  queryOptions({
    queryKey: ['catalogue', log],
    queryFn: async () => (await ask<{ readonly types: readonly TypeView[] }>(`logs/${log}/catalogue`)).types,
    refetchInterval: 10_000,
  });

export const askPositionAt = async (log: string, time: Date): Promise<number> =>
  (await ask<{ readonly position: number }>(`logs/${log}/position-at`, { time: time.toISOString() }))
    .position;

export const entityQuery = (log: string, tag: string, after: number) =>
  queryOptions({
    queryKey: ['entity', log, tag, after],
    queryFn: async () =>
      (await ask<{ readonly steps: readonly StepView[] }>(`logs/${log}/entity`, { tag, after, limit: 100 }))
        .steps,
    refetchInterval: 2_000,
  });
