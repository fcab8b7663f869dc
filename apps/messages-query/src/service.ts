import type { ServiceOptions } from '@event-sourcing/service-chassis';
import { AppModule } from './app.module';
import { settings } from './settings';

/** messages-query: shows the messages of a user, and counts the unread ones. */
export const messagesQuery: ServiceOptions<typeof settings> = {
  name: 'messages-query',
  description: 'Shows the messages of a user, and counts the unread ones. messages-command writes them.',
  module: AppModule,
  defaultPort: 3003,
  refusals: { 'message-not-found': 404 },
  settings,
};
