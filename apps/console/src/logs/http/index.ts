export { EventsController } from './events.controller';
export { LogsController } from './logs.controller';
