import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { pathOfPage } from './path-of-page';

/**
 * Pages link to files of the repository, which are there for who reads them in it. The site has the pages only: it shows
 * such a link as its text, with the path to look for, and leads to a folder of pages by its first page.
 */
export const linksInRepository =
  (docs: string) =>
  (markdown: MarkdownRenderer): void => {
    markdown.core.ruler.push('links-in-repository', ({ tokens, env }) => {
      const folder = dirname(pathOfPage(env));
      for (const { children } of tokens) {
        let outside = false;
        for (const token of children ?? []) {
          if (token.type === 'link_open') {
            const href = String(token.attrGet('href'));
            const target = isRelative(href) ? join(folder, href.replace(/#.*$/, '')) : undefined;
            outside = target !== undefined && (relative(docs, target).startsWith('..') || !isOfSite(target));
            if (outside && target !== undefined) {
              token.type = 'html_inline';
              token.content = `<span class="in-repository" title="${relative(dirname(docs), target)}">`;
            } else if (target !== undefined && isFolder(target))
              token.attrSet('href', `${href.replace(/\/$/, '')}/`);
          } else if (token.type === 'link_close' && outside) {
            token.type = 'html_inline';
            token.content = '</span>';
          }
        }
      }
    });
  };

const isRelative = (href: string): boolean => !/^(\w+:|#|\/)/.test(href);
const isOfSite = (target: string): boolean => target.endsWith('.md') || isFolder(target);
const isFolder = (target: string): boolean => existsSync(target) && statSync(target).isDirectory();
