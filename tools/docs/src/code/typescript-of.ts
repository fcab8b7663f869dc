import { marked } from 'marked';

/** Files of TypeScript by their names. */
export type Sources = ReadonlyMap<string, string>;

const CONTEXT = /^<!-- ts\n([\s\S]*?)-->/;
const NAMED = /^\/\/ ([\w./-]+\.ts)\n/;

/**
 * The TypeScript that a page shows. A block that begins with `// bank.ts` is that file; every other one is a file by
 * itself, in which all is known that the comments `<!-- ts … -->` before it say: imports, and what a reader has already.
 */
export const typescriptOf = (markdown: string): Sources => {
  const sources = new Map<string, string>();
  let context = '';
  for (const token of marked.lexer(markdown)) {
    if (token.type === 'html') context += CONTEXT.exec(token.raw)?.[1] ?? '';
    if (token.type !== 'code' || token.lang !== 'ts') continue;
    const text = String(token.text);
    const name = NAMED.exec(text)?.[1];
    if (name === undefined) sources.set(`block-${sources.size + 1}.ts`, `${context}\n${text}\nexport {};\n`);
    else sources.set(name, text);
  }
  return sources;
};
