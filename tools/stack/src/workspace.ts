import { join } from 'node:path';

/** The folder of the workspace's package.json. */
export const WORKSPACE = join(import.meta.dirname, '..', '..', '..');

/** Where the data is, unless told otherwise. */
export const DEFAULT_DATA_DIR = join(WORKSPACE, '.data');
