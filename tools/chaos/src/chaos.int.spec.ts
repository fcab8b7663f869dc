import { expect, it } from '@jest/globals';
import { judge } from './checkers/judge';
import { page } from './report/page';
import { runChaos } from './run-chaos';

const log = (): void => undefined;

it('two instances of every service keep every promise while one fault after another is done to them', async () => {
  const run = await runChaos({ seed: 7, minutes: 0.2, faults: 3, clients: 3, log });
  const violations = await judge(run.evidence, log);
  expect(violations).toEqual([]);
  expect(run.inflicted.length).toBeGreaterThan(0);
  expect(run.evidence.later.bank.length).toBeGreaterThan(20);
  expect(page(run, violations)).toContain('Every promise was kept.');
}, 480_000);
