import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { fuzzService } from './fuzz-service';
import { withGuardedStack } from './guarded-stack';

const log = (): void => undefined;

/** Schemathesis is a program in Python; an engine that is not built needs it too. */
const { failed: isMissing } = await execa('python3', ['--version'], { reject: false });
const whereThereIsPython = isMissing ? describe.skip : describe;

whereThereIsPython('a service that is asked at random', () => {
  it('answers as its contract says, and never with a 5xx that it does not name', async () => {
    await withGuardedStack(log, async ({ stack, token }) => {
      for (const { service, address } of stack.services) {
        const outcome = await fuzzService({ service, address, token, cases: 40, seed: 7, quick: true, log });
        expect({ service, ...outcome }).toMatchObject({ service, passed: true });
      }
    });
  }, 600_000);
});
