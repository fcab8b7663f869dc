import { Controller, Get, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { Public } from '../auth';
import { SHUTDOWN_SIGNAL } from '../shutdown';
import { SERVICE_LOGGER } from '../logging';
import { Unpositioned } from '../positions';
import { tryAgainLater } from '../problems';
import { passes, READINESS_CHECKS, type ReadinessCheck } from './readiness';

@ApiTags('health')
@Public()
@Unpositioned()
@Controller('health')
export class HealthController implements OnApplicationBootstrap {
  private checks: readonly ReadinessCheck[] = [];

  constructor(
    @Inject(SERVICE_LOGGER) private readonly logger: Logger,
    @Inject(SHUTDOWN_SIGNAL) private readonly shutdown: AbortSignal,
    private readonly modules: ModuleRef,
  ) {}

  /** The checks belong to some module of the service, which this one cannot import. */
  onApplicationBootstrap(): void {
    this.checks = this.modules.get<readonly ReadinessCheck[]>(READINESS_CHECKS, { strict: false });
  }

  /** The process runs. */
  @Get('live')
  live(): object {
    return { status: 'live' };
  }

  /** Requests make sense. */
  @Get('ready')
  async ready(): Promise<object> {
    const results = await Promise.all(
      this.checks.map(async (check) => [check.name, await this.run(check)] as const),
    );
    const checks = Object.fromEntries(results.map(([name, passed]) => [name, passed ? 'passed' : 'failed']));
    if (this.shutdown.aborted) throw tryAgainLater('This instance is shutting down.', { checks });
    if (results.some(([, passed]) => !passed)) throw tryAgainLater('This instance is not ready.', { checks });
    return { status: 'ready', checks };
  }

  private run(check: ReadinessCheck): Promise<boolean> {
    return passes(check, (name, err) => this.logger.warn({ err, check: name }, 'a readiness check failed'));
  }
}
