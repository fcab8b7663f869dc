import { Controller, Get, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { SHUTDOWN_SIGNAL } from '../bootstrap/shutdown-signal';
import { SHELL_LOGGER } from '../logging/logger';
import { Unpositioned } from '../positions/position-waiter';
import { tryAgainLater } from '../problems/common-problems';
import { passes, READINESS_CHECKS, type ReadinessCheck } from './readiness';

@ApiTags('health')
@Unpositioned()
@Controller('health')
export class HealthController implements OnApplicationBootstrap {
  private checks: readonly ReadinessCheck[] = [];

  constructor(
    @Inject(SHELL_LOGGER) private readonly logger: Logger,
    @Inject(SHUTDOWN_SIGNAL) private readonly shutdown: AbortSignal,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
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
