import type { ServiceOptions } from '@event-sourcing/service-chassis';
import { AppModule } from './app.module';
import { settings } from './settings';

/** messages-command: sends messages, marks them as read, deletes them. */
export const messagesCommand: ServiceOptions<typeof settings> = {
  name: 'messages-command',
  description: 'Sends messages to users, marks them as read, deletes them. messages-query shows them.',
  module: AppModule,
  defaultPort: 3002,
  refusals: { 'message-already-exists': 409, 'message-not-found': 404 },
  settings,
};
