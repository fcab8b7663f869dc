import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { AuditGuard } from '../audit';
import { AUTHENTICATION, type Authentication, AuthGuard, OwnToken, ownToken, tokenVerifier } from '../auth';
import { SERVICE_CONFIG, SERVICE_NAME, SERVICE_SETTINGS, type ServiceConfig } from '../config';
import { Lanes, RateLimitGuard } from '../edge';
import { HealthController } from '../health';
import { SERVICE_LOGGER } from '../logging';
import { PositionGuard } from '../positions';
import { ProblemFilter, REFUSAL_STATUSES, RouteTable } from '../problems';
import { RequestFormGuard } from '../request-form';
import type { ServiceOptions } from './service-options';
import { EventStreams } from '../streams';
import { Shutdown, SHUTDOWN_SIGNAL } from '../shutdown';

export interface ChassisParts {
  readonly options: ServiceOptions;
  readonly config: ServiceConfig;
  readonly settings: unknown;
  readonly logger: Logger;
  readonly routes: RouteTable;
}

const authenticationOf = ({ options: { name }, config: { auth } }: ChassisParts): Authentication => ({
  realm: name,
  ...(auth !== undefined && { verifier: tokenVerifier(auth, name) }),
});

const values = (parts: ChassisParts): readonly Provider[] => {
  const { options, config, settings, logger, routes } = parts;
  const shutdown = new Shutdown();
  return [
    { provide: SERVICE_CONFIG, useValue: config },
    { provide: SERVICE_NAME, useValue: options.name },
    { provide: SERVICE_SETTINGS, useValue: settings },
    { provide: SERVICE_LOGGER, useValue: logger },
    { provide: AUTHENTICATION, useValue: authenticationOf(parts) },
    { provide: OwnToken, useValue: ownToken(config.auth, options.identity) },
    { provide: REFUSAL_STATUSES, useValue: options.refusals ?? {} },
    { provide: RouteTable, useValue: routes },
    { provide: Lanes, useValue: new Lanes(config.limits) },
    EventStreams,
    { provide: Shutdown, useValue: shutdown },
    { provide: SHUTDOWN_SIGNAL, useValue: shutdown.signal },
  ];
};

/** The module around a service's own one: what every HTTP service has. */
@Global()
@Module({})
export class ChassisModule {
  static around(parts: ChassisParts): DynamicModule {
    const shared = values(parts);
    return {
      module: ChassisModule,
      imports: [parts.options.module],
      controllers: [HealthController],
      providers: [
        ...shared,
        { provide: APP_FILTER, useClass: ProblemFilter },
        // In this order: the form comes first, and only whoever is let in may wait for something.
        { provide: APP_GUARD, useClass: RequestFormGuard },
        { provide: APP_GUARD, useClass: AuditGuard },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: PositionGuard },
      ],
      exports: shared.map((provider) => (typeof provider === 'function' ? provider : provider.provide)),
    };
  }
}
