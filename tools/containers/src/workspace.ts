import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the Dockerfile, which is also the build's context. */
export const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');
