import { join } from 'node:path';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import ts from 'typescript';
import { type Sources, typescriptOf } from './typescript-of';

/** What the compiler has against the code that pages show. @param pages their texts by their paths */
export const compileFaults = (pages: ReadonlyMap<string, string>): readonly string[] => {
  const sources = new Map(
    [...pages].flatMap(([path, text]) =>
      [...typescriptOf(text)].map(
        ([name, source]) => [join(workspaceRoot, `${path}.code`, name), source] as const,
      ),
    ),
  );
  const program = ts.createProgram([...sources.keys()], options(), hostWith(sources));
  return [...sources.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start = 0, messageText }) => {
      const line = sources.get(file)?.slice(start).split('\n', 1)[0] ?? '';
      const path = file.slice(workspaceRoot.length + 1).replace('.code/', ', ');
      return `${path}, at "${line}": ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
};

/** Those of the workspace, with the libraries that a new project has; an example may declare what it does not use. */
const options = (): ts.CompilerOptions => {
  const config: unknown = ts.readConfigFile(join(workspaceRoot, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  ).config;
  const parsed = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, workspaceRoot);
  const own = { noUnusedLocals: false, noUnusedParameters: false, types: ['node', 'jest'] };
  return { ...withoutLib(parsed.options), ...own };
};

const withoutLib = (given: ts.CompilerOptions): ts.CompilerOptions => {
  const rest = { ...given };
  delete rest.lib;
  return rest;
};

/** The files of the disk, and those that are only on pages. */
const hostWith = (sources: Sources): ts.CompilerHost => {
  const host = ts.createCompilerHost(options());
  return {
    ...host,
    fileExists: (path) => sources.has(path) || host.fileExists(path),
    readFile: (path) => sources.get(path) ?? host.readFile(path),
    directoryExists: (path) => path.includes('.code') || ts.sys.directoryExists(path),
    getSourceFile: (path, ...rest) => {
      const text = sources.get(path);
      return text === undefined
        ? host.getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    },
  };
};
