import { bootstrapService } from '@event-sourcing/service-shell';
import { messagesCommand } from './service';

await bootstrapService(messagesCommand);
