import { marked, type Token, type Tokens } from 'marked';

const NAMED = /^\/\/ (?<name>[\w./-]+)\n/;

/** The code blocks of a page that begin with the name of a file, `// src/bank.ts`, by that name. */
export const filesIn = (page: string): ReadonlyMap<string, string> =>
  new Map(
    codeIn(page).flatMap(({ text }): [string, string][] => {
      const name = NAMED.exec(text)?.groups?.name;
      return name === undefined ? [] : [[name, `${text}\n`]];
    }),
  );

/** The commands that a page tells its reader to type, in their order. */
export const commandsIn = (page: string): string =>
  codeIn(page)
    .filter(({ lang }) => lang === 'sh')
    .map(({ text }) => `${text}\n`)
    .join('');

const codeIn = (page: string): readonly Tokens.Code[] => marked.lexer(page).filter(isCode);

const isCode = (token: Token): token is Tokens.Code => token.type === 'code';
