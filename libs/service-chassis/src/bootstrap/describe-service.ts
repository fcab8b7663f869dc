import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { readConfig } from '../config';
import { createLogger } from '../logging';
import { openApiDocument } from '../openapi';
import { RouteTable } from '../problems';
import { ChassisModule } from './chassis.module';
import { ChassisAdapter } from './http-adapter';
import type { ServiceOptions } from './service-options';

const NOWHERE = { MONGODB_URI: 'mongodb://localhost/unused' };

/** The contract of a service, OpenAPI 3.0, told without starting it. */
export const describeService = async (options: ServiceOptions): Promise<OpenAPIObject> => {
  const { config, settings } = readConfig(NOWHERE, options.defaultPort, options.settings ?? z.object({}));
  const logger = createLogger(options.name, 'silent');
  const module = ChassisModule.around({ options, config, settings, logger, routes: new RouteTable() });
  const app = await NestFactory.create(module, new ChassisAdapter(config.limits), {
    logger: false,
    abortOnError: false,
    preview: true,
  });
  return openApiDocument(app, options);
};
