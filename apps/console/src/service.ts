import type { ServiceOptions } from '@event-sourcing/service-chassis';
import { AppModule } from './app.module';
import { settings } from './settings';

/** The console: shows the logs and the services to an operator, and hands on what the operator decides. */
export const operatorsConsole: ServiceOptions<typeof settings> = {
  name: 'console',
  description: 'Shows logs and services to an operator, and hands on what the operator decides.',
  module: AppModule,
  hasPage: true,
  defaultPort: 3000,
  settings,
};
