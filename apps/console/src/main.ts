import { bootstrapService } from '@event-sourcing/service-chassis';
import { operatorsConsole } from './service';

await bootstrapService(operatorsConsole);
