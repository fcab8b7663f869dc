import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { ReplayError } from '../replay-error';

/** @throws ReplayError `usage` when it is no file that can be read several times over */
export const assertReadable = async (path: string): Promise<void> => {
  const isFile = await access(path, constants.R_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
  if (!isFile) throw new ReplayError('usage', `${path} is not a file that can be read.`);
};
