import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exchange, type Names } from './exchange';

/** A file that is to be made. */
export interface MadeFile {
  /** Relative to the folder that is made. */
  readonly path: string;
  readonly text: string;
}

/** What differs from the template. */
export interface Making {
  readonly names: Partial<Names>;
  /** Exact texts and what they are exchanged for. */
  readonly others?: Readonly<Record<string, string>>;
}

/** npm leaves out files of these names, or changes them. */
const HIDDEN = new Set(['gitignore', 'dockerignore']);

/**
 * The files of a part of the template with their names exchanged.
 * @param templates the folder of all of them
 * @param part `src/domain`
 * @param chosen which files of it, by their paths within; all unless given
 */
export const filesOf = (
  templates: string,
  part: string,
  { names, others }: Making,
  chosen: (path: string) => boolean = () => true,
): readonly MadeFile[] => {
  const folder = join(templates, part);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(chosen)
    .sort()
    .map((path) => ({
      path: HIDDEN.has(path) ? `.${path}` : exchange(path, names),
      text: exchange(readFileSync(join(folder, path), 'utf8'), names, others),
    }));
};
