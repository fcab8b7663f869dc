import { readFile } from 'node:fs/promises';
import { inTemporaryFolder, ToolError } from '@event-sourcing/tools-kit';
import { expect, it } from '@jest/globals';
import { FIGURES } from './figures';
import type { Needs } from './needs/needs';
import { consoleTable } from './report/tables';
import { runScale, type ScaleOptions } from './run-scale';
import { runFile } from './scale-run';

const SMOKE = { sampleMs: 20, rounds: 1, looks: 2, paceEvents: 50, settleMs: 20 };
/** What only an engine tells that is our process. */
const OF_OWN_ENGINE = ['engineMemory', 'disk'];

it(
  'a run that was ended goes on from what is stored, and does not measure again what it has measured',
  () =>
    inTemporaryFolder('scale-spec', async (folder) => {
      const stop = new AbortController();
      const needs: Needs[] = [];
      const options: ScaleOptions = {
        ...{ sizes: [300, 900], folder, effort: SMOKE, signal: stop.signal },
        log: () => undefined,
        filling: () => ({ update: () => undefined, stop: () => undefined }),
        onNeeds: async (one) => void needs.push(one),
      };
      const endedAt = (events: number) => (done: number) => {
        if (done >= events) stop.abort(new ToolError('stopped', 'Stopped.'));
      };
      const ended = runScale({
        ...options,
        filling: () => ({ update: endedAt(700), stop: () => undefined }),
      });
      await expect(ended).rejects.toThrow('Stopped.');
      const before: unknown = JSON.parse(await readFile(runFile(folder), 'utf8'));

      const run = await runScale({ ...options, signal: new AbortController().signal });

      expect(run.sizes.map(({ events }) => events)).toEqual([300, 900]);
      expect(before).toEqual({ ...run, sizes: run.sizes.slice(0, 1) });
      expect(needs[1]?.seconds).toBeLessThan(needs[0]?.seconds ?? 0);
      for (const { figures } of run.sizes) {
        const measured = FIGURES.map(({ name }) => name).filter((name) => !OF_OWN_ENGINE.includes(name));
        expect(Object.keys(figures).toSorted()).toEqual(measured.toSorted());
      }
      expect(consoleTable(run.sizes)).toMatch(/append, 32 at the same time.*×/);
    }),
  120_000,
);
