import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { path, runTool, tool, workspaceRoot } from '@event-sourcing/tools-kit';
import { rolldown } from 'rolldown';
import { z } from 'zod';

const Manifest = z.object({
  version: z.string(),
  license: z.string(),
  engines: z.object({ node: z.string() }),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/** What is not of this workspace is installed beside it. */
const isPackage = (id: string): boolean =>
  !id.startsWith('.') && !id.startsWith('\0') && !isAbsolute(id) && !id.startsWith('@event-sourcing/');

/** Bundles `es` as a package with a bin: what it runs, and a manifest of the packages that it needs. */
const build = async ({ out }: { readonly out: string }): Promise<void> => {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'bin.ts'),
    platform: 'node',
    tsconfig: join(import.meta.dirname, '../tsconfig.json'),
    external: isPackage,
  });
  const { output } = await bundle
    .write({
      dir: out,
      format: 'esm',
      entryFileNames: 'es.js',
      chunkFileNames: 'program.js',
      banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
    })
    .finally(() => bundle.close());
  const own = new Set(output.map(({ fileName }) => fileName));
  const imported = output
    .flatMap((file) => (file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : []))
    .filter((id) => !own.has(id));
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'package.json'), `${JSON.stringify(await manifestFor(imported), null, 2)}\n`);
  console.log(`${join(out, 'es.js')}; to have it on the PATH: npm install --global ${out}`);
};

const manifestFor = async (imported: readonly string[]) => {
  const own = Manifest.parse(JSON.parse(await readFile(join(workspaceRoot, 'package.json'), 'utf8')));
  const versions = { ...own.devDependencies, ...own.dependencies };
  const names = new Set(imported.filter((id) => !isBuiltin(id)).map(packageOf));
  return {
    name: '@event-sourcing/es',
    version: own.version,
    description: 'Looks at an event store on MongoDB, and operates it',
    license: own.license,
    type: 'module',
    engines: own.engines,
    bin: { es: './es.js' },
    dependencies: Object.fromEntries(
      [...names].toSorted().map((name) => [name, versions[name] ?? missing(name)]),
    ),
  };
};

/** `@scope/name/deep/file` → `@scope/name`. */
const packageOf = (id: string): string =>
  id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');

const missing = (name: string): never => {
  throw new Error(`es imports ${name}, which is not among the dependencies of package.json.`);
};

await runTool(
  tool('npm run es:build', 'Makes a package of es, with a bin.')
    .option('--out <dir>', 'where to', path, join(workspaceRoot, 'dist/es'))
    .action(build),
);
