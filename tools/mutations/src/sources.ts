import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import type { Edit } from './mutation';
import { filledIn, occurrences, tokensOf } from './tokens';

/** Texts of source files by their paths. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every file of a folder that is not a test. */
export const readSources = async (folder: string): Promise<Sources> => {
  const sources = new Map<string, string>();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.ts') || /\.(spec|fixture)\.ts$/.test(file)) continue;
    sources.set(file, await readFile(join(folder, file), 'utf8'));
  }
  return sources;
};

/**
 * The files that edits change, as they leave them; one edit is made after another.
 * @throws Error when the code of one is not there any more, or not only once
 */
export const edited = (sources: Sources, edits: readonly Edit[]): Sources => {
  const changed = new Map<string, string>();
  for (const edit of edits) changed.set(...editedOnce(new Map([...sources, ...changed]), edit));
  return changed;
};

const editedOnce = (sources: Sources, edit: Edit): readonly [file: string, text: string] => {
  const pattern = tokensOf(parse(edit.find));
  const found = [...sources].flatMap(([file, text]) =>
    declarations(text, edit.in).flatMap((declaration) =>
      occurrences(tokensOf(declaration), pattern).map((place) => ({ file, text, ...place })),
    ),
  );
  const [place, ...others] = found;
  if (place === undefined || others.length > 0) {
    throw new Error(
      `The code of a mutation is in ${edit.in} ${found.length} times instead of once. ` +
        `Bring the mutation up to date:\n${edit.find}`,
    );
  }
  const { file, text, start, end, bindings } = place;
  return [file, `${text.slice(0, start)}${filledIn(edit.replace, bindings)}${text.slice(end)}`];
};

const parse = (text: string): ts.SourceFile =>
  ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);

/** What is declared under a name at the top of a file. */
const declarations = (text: string, name: string): readonly ts.Node[] => {
  // Most files need not be parsed.
  if (!text.includes(name)) return [];
  return parse(text)
    .statements.flatMap((statement): readonly ts.Node[] =>
      ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement],
    )
    .filter(
      (node) =>
        (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) &&
        node.name?.getText() === name,
    );
};
