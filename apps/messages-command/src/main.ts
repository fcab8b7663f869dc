import { bootstrapService } from '@event-sourcing/service-chassis';
import { messagesCommand } from './service';

await bootstrapService(messagesCommand);
