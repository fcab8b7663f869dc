import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { Lanes } from '../edge';
import { SERVICE_LOGGER } from '../logging';
import { Shutdown } from '../shutdown';
import { HealthController } from './health.controller';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness';

/** How long the store takes to answer; infinite: it does not. */
let answersAfterMs = 0;
const store: ReadinessCheck = {
  name: 'store',
  check: () =>
    new Promise((resolve) => {
      if (Number.isFinite(answersAfterMs)) setTimeout(resolve, answersAfterMs);
    }),
};

let lanes: Lanes;
let health: HealthController;

beforeEach(async () => {
  lanes = new Lanes({ receiving: 1, queued: 1, inFlight: 1, waiting: 1, streams: 1, queueMs: 1 });
  const module = await Test.createTestingModule({
    controllers: [HealthController],
    providers: [
      Shutdown,
      { provide: Lanes, useValue: lanes },
      { provide: SERVICE_LOGGER, useValue: pino({ level: 'silent' }) },
      { provide: READINESS_CHECKS, useValue: [store] },
    ],
  }).compile();
  await module.init();
  health = module.get(HealthController);
  jest.useFakeTimers();
});
afterEach(() => void jest.useRealTimers());

/** Whether it is ready whenever it is asked in so long a time, as one that has too much to do. */
const readyThroughout = async (seconds: number): Promise<readonly boolean[]> => {
  const told: boolean[] = [];
  for (let asked = 0; asked < seconds; asked += 4) {
    lanes.refusal();
    const ready = health.ready().then(
      () => true,
      () => false,
    );
    await jest.advanceTimersByTimeAsync(1_900);
    lanes.refusal();
    await jest.advanceTimersByTimeAsync(2_100);
    told.push(await ready);
  }
  return told;
};

describe('an instance that has more to do than it can', () => {
  it('is ready for as long as its store answers, be it late', async () => {
    answersAfterMs = 0;
    await readyThroughout(1);
    answersAfterMs = 3_000;
    expect(new Set(await readyThroughout(60))).toEqual(new Set([true]));
  });

  it('is not ready any more when its store has not answered for 15 seconds', async () => {
    answersAfterMs = 0;
    await readyThroughout(1);
    answersAfterMs = Number.POSITIVE_INFINITY;
    expect(await readyThroughout(24)).toEqual([true, true, true, false, false, false]);
  });
});
