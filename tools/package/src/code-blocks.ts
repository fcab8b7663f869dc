import { marked, type Token, type Tokens } from 'marked';

const NAMED = /^\/\/ (?<name>[\w.-]+)\n/;

/** The code blocks of a page that begin with the name of a file, `// bank.ts`, by that name. */
export const filesIn = (page: string): ReadonlyMap<string, string> =>
  new Map(
    marked
      .lexer(page)
      .filter(isCode)
      .flatMap(({ text }): [string, string][] => {
        const name = NAMED.exec(text)?.groups?.name;
        return name === undefined ? [] : [[name, `${text}\n`]];
      }),
  );

const isCode = (token: Token): token is Tokens.Code => token.type === 'code';
