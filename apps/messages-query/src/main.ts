import { bootstrapService } from '@event-sourcing/service-chassis';
import { messagesQuery } from './service';

await bootstrapService(messagesQuery);
