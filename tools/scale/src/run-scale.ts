import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { thisMachine } from '@event-sourcing/bench';
import { count } from '@event-sourcing/tools-kit';
import { fillTo, type StartFilling } from './fill/fill-to';
import { RawLog } from './fill/raw-log';
import { busyShare } from './measure/busy';
import { measureAt } from './measure/measure-at';
import { leftOf, needsOf, type Needs } from './needs/needs';
import { assertStored } from './needs/stored';
import { findPace } from './needs/pace';
import { withPlace } from './open-place';
import type { Effort, Place } from './place';
import { headOf } from './with-store';
import { readRun, runFile, writeRun, type Measured, type ScaleRun } from './scale-run';

export interface ScaleOptions {
  /** Where the run measures, in order; the last is its end. */
  readonly sizes: readonly number[];
  readonly folder: string;
  readonly effort: Effort;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly filling: StartFilling;
  /** Told what the run needs before it begins. @throws whatever keeps it from beginning */
  readonly onNeeds: (needs: Needs) => Promise<void>;
}

/**
 * Fills a log, and measures at each length. What it has found is in the folder, with the engines' data: called again after
 * it was ended, it goes on from what is stored; called for more events, from there.
 * @throws ToolError `wrong-result`, `no-data`, `bad-file`
 */
export const runScale = async (options: ScaleOptions): Promise<ScaleRun> => {
  const { folder, effort, log, sizes, filling } = options;
  const known = await readRun(runFile(folder));
  const database = known?.database ?? `scale-${randomUUID().slice(0, 8)}`;
  return withPlace({ ...options, database }, async (place, engine) => {
    const raw = await RawLog.open(place.raw);
    const pace = known?.pace ?? (await findPace(place, effort.paceEvents));
    let run = known ?? { format: 1, database, engine, machine: thisMachine(), pace, sizes: [] };
    await writeRun(runFile(folder), run);
    const stored = { store: await headOf(place.store), raw: raw.head };
    assertStored(run.sizes.at(-1), stored);
    const left = leftOf(sizes, run.sizes, stored);
    await options.onNeeds(needsOf(left, pace));
    for (const size of left.sizes) {
      await fillTo(size, run.sizes.at(-1), { place, raw, filling });
      log(`Measuring at ${count(size)} events …`);
      const measured = await measure(place, raw, size, effort);
      run = { ...run, sizes: [...run.sizes, measured] };
      await writeRun(runFile(folder), run);
      log(`Measured at ${count(size)} events: ${measured.seconds} s.`);
    }
    return run;
  });
};

const measure = async (place: Place, raw: RawLog, events: number, effort: Effort): Promise<Measured> => {
  // Engines write down a while later what they were filled with.
  await pause(effort.settleMs, undefined, { signal: place.signal });
  const [busyBefore, began] = [await busyShare(effort.settleMs), Date.now()];
  const figures = await measureAt(place, raw, events, effort);
  return {
    ...{ events, storeHead: await headOf(place.store), rawHead: raw.head, figures, busyBefore },
    measuredAt: new Date(began).toISOString(),
    seconds: Math.round((Date.now() - began) / 1_000),
  };
};
