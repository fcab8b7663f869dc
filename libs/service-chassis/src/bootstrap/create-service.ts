import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream, Logger } from 'pino';
import { z } from 'zod';
import { type Environment, readConfig, type ServiceConfig } from '../config';
import { installAdmission, Lanes } from '../edge';
import { createLogger, NestLogger } from '../logging';
import { publishOpenApi } from '../openapi';
import { answerConnect, RouteTable } from '../problems';
import { Connections } from './connections';
import { ChassisAdapter } from './http-adapter';
import { collectRoutes, installHooks } from './install-hooks';
import { renewCertificate } from './renew-certificate';
import type { ServiceOptions } from './service-options';
import { ChassisModule } from './chassis.module';
import { Shutdown } from '../shutdown';

/** A service that is made, and does not listen yet. */
export interface Service {
  readonly app: NestFastifyApplication;
  readonly config: ServiceConfig;
  readonly logger: Logger;
  readonly shutdown: Shutdown;
  readonly connections: Connections;
}

const noSettings = z.object({});

/**
 * Makes a service with all that the HTTP contract asks of every service.
 * @param log where lines of the log go; standard output if not given
 * @throws ConfigError when the environment is not enough, or the service would be open to the world unasked
 */
export const createService = async (
  options: ServiceOptions,
  environment: Environment,
  log?: DestinationStream,
): Promise<Service> => {
  const { config, settings } = readConfig(environment, options.defaultPort, options.settings ?? noSettings);
  const logger = createLogger(options.name, config.logLevel, log);
  const { auth } = config;
  if (options.identity !== undefined && auth?.keys.kind === 'jwks' && auth.client === undefined) {
    logger.warn('NO TOKEN OF ITS OWN: what it sends to other services has none. Set AUTH_TOKEN_URL.');
  }
  const routes = new RouteTable();
  const adapter = new ChassisAdapter(config.limits, config.tls);
  collectRoutes(adapter.getInstance(), routes);
  const module = ChassisModule.around({ options, config, settings, logger, routes });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  const fastify = adapter.getInstance();
  fastify.server.on('connect', answerConnect(routes));
  const connections = new Connections(fastify.server);
  if (config.tls !== undefined) renewCertificate(fastify.server, config.tls, logger);
  const shutdown = app.get(Shutdown);
  installHooks(fastify, config, logger, shutdown);
  installAdmission(fastify, app.get(Lanes), config.limits);
  if (config.publishesDocs && options.hasPage !== true) publishOpenApi(app, options);
  await app.init();
  return { app, config, logger, shutdown, connections };
};
