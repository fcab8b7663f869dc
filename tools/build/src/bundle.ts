import { workspaceRoot } from '@event-sourcing/tools-kit';
import { relative } from 'node:path';
import { bundleService } from './bundle-service';
import { serviceFolders } from './service';

// nx bundle <service>
const service = serviceFolders(process.argv[2]);
const startedAt = performance.now();
await bundleService(service);
const milliseconds = Math.round(performance.now() - startedAt);
console.log(`Bundled ${service.name} into ${relative(workspaceRoot, service.outDir)} in ${milliseconds} ms`);
