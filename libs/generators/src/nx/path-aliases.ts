import { posix } from 'node:path';
import { readJson, type Tree, updateJson } from '@nx/devkit';

interface BaseConfig {
  readonly compilerOptions?: {
    readonly baseUrl?: string;
    readonly paths?: Readonly<Record<string, readonly string[]>>;
  };
}

/** Where a workspace keeps its path aliases. */
export const BASE = 'tsconfig.base.json';

/** Makes the file when there is none. */
export const ensureBaseConfig = (tree: Tree): void => {
  if (!tree.exists(BASE)) tree.write(BASE, `${JSON.stringify({ compilerOptions: {} }, null, 2)}\n`);
};

/** Lets the code of the workspace import a library by a name. */
export const addAlias = (tree: Tree, importPath: string, file: string): void => {
  ensureBaseConfig(tree);
  const taken = aliasesIn(tree)[importPath];
  if (taken) {
    throw new Error(
      `${importPath} leads to ${taken.join(', ')} already. Give the library another name by --importPath.`,
    );
  }
  updateJson<BaseConfig>(tree, BASE, (config) => {
    const { baseUrl = '.', paths = {} } = config.compilerOptions ?? {};
    const target = posix.relative(posix.normalize(baseUrl), file);
    const own = { [importPath]: [target.startsWith('.') ? target : `./${target}`] };
    return { ...config, compilerOptions: { ...config.compilerOptions, paths: { ...paths, ...own } } };
  });
};

/** The name by which the code of the workspace imports a file. */
export const aliasOf = (tree: Tree, file: string): string | undefined => {
  const { baseUrl = '.' } = baseConfig(tree).compilerOptions ?? {};
  return Object.entries(aliasesIn(tree)).find(([, targets]) =>
    targets.some((target) => posix.join(baseUrl, target) === file),
  )?.[0];
};

/** What libraries are called: by the scope of the workspace's package. */
export const importPathOf = (tree: Tree, name: string): string => {
  const workspace: string = readJson<{ name?: string }>(tree, 'package.json').name ?? 'workspace';
  const scope = workspace.startsWith('@') ? workspace.split('/')[0] : `@${workspace}`;
  return `${scope}/${name}`;
};

const baseConfig = (tree: Tree): BaseConfig => (tree.exists(BASE) ? readJson<BaseConfig>(tree, BASE) : {});

const aliasesIn = (tree: Tree): Readonly<Record<string, readonly string[]>> =>
  baseConfig(tree).compilerOptions?.paths ?? {};
