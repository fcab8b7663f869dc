import { runTool } from '@event-sourcing/tools-kit';
import { esProgram } from './program';

await runTool(esProgram('es'));
