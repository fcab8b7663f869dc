import { bootstrapService } from '@event-sourcing/service-shell';
import { bankCommand } from './service';

await bootstrapService(bankCommand);
