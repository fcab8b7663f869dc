import { join } from 'node:path';

/** The folder of the workspace's package.json. */
export const workspaceRoot = join(import.meta.dirname, '../../..');
