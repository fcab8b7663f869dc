import { bootstrapService } from '@event-sourcing/service-chassis';
import { bankCommand } from './service';

await bootstrapService(bankCommand);
