import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../error-code';
import { processStart } from '../process-start';

const isThereAlready = (error: unknown): boolean =>
  ['ENOTEMPTY', 'EEXIST'].some((code) => code === codeOf(error));

/** Drafts are named `.<target>-<pid>-<random>`; those of processes that are gone are litter. */
const removeAbandonedDrafts = async (folder: string, target: string): Promise<void> => {
  const prefix = `.${target}-`;
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const abandoned = drafts.filter((name) => !processStart(Number(name.slice(prefix.length).split('-')[0])));
  await Promise.all(abandoned.map((name) => rm(join(folder, name), { recursive: true, force: true })));
};

/**
 * Installs into a folder that is either complete or not there: `install` fills a draft beside it, which is
 * then renamed. Of processes that install at once the first to finish wins, the others use its result.
 */
export const installInto = async (
  target: string,
  install: (draft: string) => Promise<void>,
): Promise<void> => {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await removeAbandonedDrafts(folder, basename(target));
  const draft = await mkdtemp(join(folder, `.${basename(target)}-${process.pid}-`));
  try {
    await install(draft);
    await rename(draft, target).catch((error: unknown) => {
      if (!isThereAlready(error)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
};
