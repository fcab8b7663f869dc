import { bootstrapService } from '../src';
import { sample } from './sample-service';

await bootstrapService(sample);
