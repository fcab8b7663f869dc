import { join } from 'node:path';
import { parseJson, type Tree } from '@nx/devkit';
import { filesOf, type Making } from '../templates';

const templates = join(import.meta.dirname, '../../templates');

/** Puts files of the template into a folder of the workspace, one as good as all: nothing when one is there already. */
export const put = (
  tree: Tree,
  folder: string,
  part: string,
  making: Making,
  chosen?: (path: string) => boolean,
): void => {
  const files = filesOf(templates, part, making, chosen);
  const there = files.find(({ path }) => tree.exists(`${folder}/${path}`));
  if (there) {
    throw new Error(
      `There is a ${folder}/${there.path} already. Choose another name, or remove what is there.`,
    );
  }
  for (const { path, text } of files) tree.write(`${folder}/${path}`, text);
};

/** What the application of the template needs, as its manifest says. */
export const packagesNeeded = (): Record<'dependencies' | 'devDependencies', Record<string, string>> =>
  parseJson(
    filesOf(templates, 'application', { names: {} }, (path) => path === 'package.json')[0]?.text ?? '',
  );

/** Adds a line to the index of a folder, through which what it exports runs. */
export const exportFrom = (tree: Tree, index: string, line: string): void => {
  const lines = tree.read(index, 'utf8') ?? '';
  tree.write(index, `${lines}${line}\n`);
};
