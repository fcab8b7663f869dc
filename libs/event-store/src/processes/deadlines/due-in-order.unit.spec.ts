import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../contract';
import { decisionModel } from '../../models';
import { type ProcessManager, processManager } from '../process-manager';
import { assumedMet, dueInOrder } from './due-in-order';
import { type WaitingProcess, waitingProcess, withDeadline } from './open-processes';

const HOUR_MS = 60 * 60_000;
const time = (day: number, hour = 0): Date => new Date(Date.UTC(2030, 0, day, hour));

interface Repeated {
  readonly next: Date;
  readonly everyHours: number;
  readonly last?: Date;
}

const repeated = decisionModel({
  name: 'repeated',
  query: (id: string) => ({ items: [{ tags: [id] }] }),
  initial: { next: time(1), everyHours: 24 },
  evolve: (state: Repeated, _: RecordedEvent): Repeated => state,
});

const manager = (own: Partial<ProcessManager<Repeated>> = {}): ProcessManager<Repeated> =>
  processManager({
    name: 'repeats',
    version: 1,
    query: { items: [] },
    startFrom: 'start',
    model: repeated,
    correlate: () => 'a',
    deadline: ({ next, last }: Repeated) => (last && next > last ? undefined : next),
    assumeMet: (state: Repeated) => ({
      ...state,
      next: new Date(state.next.getTime() + state.everyHours * HOUR_MS),
    }),
    ...own,
  });

const waiting = (id: string, state: Repeated): WaitingProcess[] => {
  const process = waitingProcess(id, withDeadline(manager(), id, state));
  return process ? [process] : [];
};
const daily = waiting('daily', { next: time(1, 8), everyHours: 24 });
const weekly = waiting('weekly', { next: time(2, 6), everyHours: 168 });
const short = waiting('short', { next: time(1, 9), everyHours: 24, last: time(2, 9) });

const listed = (due: readonly WaitingProcess[]): readonly string[] =>
  due.map(({ id, dueAt }) => `${id} ${dueAt.toISOString().slice(8, 13)}`);

describe('what is due of several processes', () => {
  it('comes in the order of its times, up to now', () => {
    expect(listed(dueInOrder(manager(), [...daily, ...weekly, ...short], time(3, 8), 50))).toEqual([
      'daily 01T08',
      'short 01T09',
      'weekly 02T06',
      'daily 02T08',
      'short 02T09',
      'daily 03T08',
    ]);
  });

  it('goes on where it was met, and is limited', () => {
    const next = daily.flatMap((process) => assumedMet(manager(), process) ?? []);
    expect(listed(dueInOrder(manager(), next, time(20), 3))).toEqual([
      'daily 02T08',
      'daily 03T08',
      'daily 04T08',
    ]);
    expect(short.flatMap((process) => assumedMet(manager(), process) ?? [])).toHaveLength(1);
  });

  it('is the first of each process where nothing can be assumed', () => {
    const { assumeMet, ...plain } = manager();
    expect(assumeMet).toBeDefined();
    expect(listed(dueInOrder(plain, [...daily, ...short], time(20), 50))).toEqual([
      'daily 01T08',
      'short 01T09',
    ]);
  });
});
