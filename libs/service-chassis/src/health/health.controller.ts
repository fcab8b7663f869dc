import { Controller, Get, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Public } from '../auth';
import { Lanes } from '../edge';
import { Shutdown } from '../shutdown';
import { SERVICE_LOGGER } from '../logging';
import { Operation } from '../openapi';
import { Unpositioned } from '../positions';
import { tryAgainLater } from '../problems';
import { outcomeOf, READINESS_CHECKS, type ReadinessCheck, trouble, viewTrouble } from './readiness';

/** For how long a check may give no answer at all under overload. */
const BUSY_MS = 15_000;

const liveBody = z.object({ status: z.literal('live') });
const readyBody = z.object({
  status: z.enum(['ready', 'overloaded']),
  checks: z.record(z.string(), z.enum(['passed', 'failed'])),
  troubles: z.array(trouble).optional().meta({ description: 'What is going wrong; absent when nothing is.' }),
});

/** A check, whether it passed, and what is going wrong behind it. */
interface Result {
  readonly name: string;
  readonly passed: boolean;
  readonly troubles: readonly z.output<typeof trouble>[];
}
type Results = readonly Result[];

@ApiTags('health')
@Public()
@Unpositioned()
@Controller('health')
export class HealthController implements OnApplicationBootstrap {
  #checks: readonly ReadinessCheck[] = [];
  #results: Promise<Results> | undefined;
  /** When each check passed last, be it late. */
  readonly #passedAt = new Map<string, number>();

  constructor(
    @Inject(SERVICE_LOGGER) private readonly logger: Logger,
    private readonly lanes: Lanes,
    private readonly shutdown: Shutdown,
    private readonly modules: ModuleRef,
  ) {}

  /** The checks belong to some module of the service, which this one cannot import. */
  onApplicationBootstrap(): void {
    this.#checks = this.modules.get<readonly ReadinessCheck[]>(READINESS_CHECKS, { strict: false });
  }

  @Get('live')
  @Operation('isLive', 'The process runs.', { answer: liveBody })
  live(): object {
    return { status: 'live' };
  }

  @Get('ready')
  @Operation('isReady', 'Requests make sense.', {
    description:
      'An instance that has more to do than it can says so and stays ready: taken out of use, it would leave the ' +
      'others with still more.',
    answer: readyBody,
  })
  async ready(): Promise<object> {
    this.#results ??= this.#runAll();
    const results = await this.#results;
    const checks = Object.fromEntries(
      results.map(({ name, passed }) => [name, passed ? 'passed' : 'failed']),
    );
    const troubles = results.flatMap((result) => result.troubles);
    const details = { checks, ...(troubles.length > 0 && { troubles }) };
    if (this.shutdown.isLeaving) throw tryAgainLater('This instance is shutting down.', details);
    if (results.some(({ passed }) => !passed)) throw tryAgainLater('This instance is not ready.', details);
    return { status: this.lanes.overloaded ? 'overloaded' : 'ready', ...details };
  }

  /** Whoever asks meanwhile shares it: asking often costs the store nothing. */
  async #runAll(): Promise<Results> {
    try {
      return await Promise.all(
        this.#checks.map(async (check) => {
          const [passed, troubles] = await Promise.all([this.#run(check), troublesOf(check)]);
          return { name: check.name, passed, troubles };
        }),
      );
    } finally {
      this.#results = undefined;
    }
  }

  async #run(check: ReadinessCheck): Promise<boolean> {
    const noted: ReadinessCheck = {
      name: check.name,
      check: async () => {
        await check.check();
        this.#passedAt.set(check.name, performance.now());
      },
    };
    const outcome = await outcomeOf(noted, (name, err) =>
      this.logger.warn({ err, check: name }, 'a readiness check failed'),
    );
    if (outcome !== 'late') return outcome === 'passed';
    // Behind everything else that the instance has to do it answers late, and is there.
    const passedAt = this.#passedAt.get(check.name) ?? Number.NEGATIVE_INFINITY;
    const isBusy = this.lanes.overloaded && performance.now() - passedAt < BUSY_MS;
    if (!isBusy) this.logger.warn({ check: check.name }, 'a readiness check gave no answer in time');
    return isBusy;
  }
}

/** None of a store that does not answer: that is told already. */
const troublesOf = async (check: ReadinessCheck): Promise<Result['troubles']> => {
  let found: Result['troubles'] = [];
  const look: ReadinessCheck = {
    name: check.name,
    check: async () => {
      found = ((await check.troubles?.()) ?? []).map(viewTrouble);
    },
  };
  await outcomeOf(look, () => undefined);
  return found;
};
