import { bootstrapService } from '@event-sourcing/service-shell';
import { messagesQuery } from './service';

await bootstrapService(messagesQuery);
