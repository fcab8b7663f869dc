import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { pathOfPage } from './path-of-page';

/**
 * Puts pictures that pages show as images, `![a log](pictures/log.svg)`, into the page itself: only there they take the
 * page's colours, in light and dark.
 */
export const pictures = (markdown: MarkdownRenderer): void => {
  markdown.renderer.rules.image = (tokens, index, _options, environment: unknown) => {
    const token = tokens[index];
    const file = join(dirname(pathOfPage(environment)), String(token?.attrGet('src')));
    const label = markdown.utils.escapeHtml(token?.content ?? '');
    const picture = readFileSync(file, 'utf8').replace('<svg', `<svg role="img" aria-label="${label}"`);
    return `<span class="picture">${picture.trim()}</span>`;
  };
};
