import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** Whether a command of that name can be run. */
export const isOnPath = (command: string, path: string = process.env.PATH ?? ''): boolean =>
  path.split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, command)));
