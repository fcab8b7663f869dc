import { Marked } from 'marked';

/** What a page of Markdown refers to: the texts in back-ticks, and the targets of its links. */
export interface Page {
  readonly codes: readonly string[];
  readonly links: readonly string[];
}

export const readPage = (markdown: string): Page => {
  const codes: string[] = [];
  const links: string[] = [];
  const collector = new Marked({
    renderer: {
      codespan({ text }) {
        codes.push(text);
        return text;
      },
      link({ href, tokens }) {
        links.push(href);
        return this.parser.parseInline(tokens);
      },
    },
  });
  collector.parse(markdown, { async: false });
  return { codes, links };
};
