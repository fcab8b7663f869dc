import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { linksInRepository } from '../../tools/docs/src/site/links-in-repository.ts';
import { pictures } from '../../tools/docs/src/site/pictures.ts';
import { sidebar } from '../../tools/docs/src/site/sidebar.ts';

const docs = join(import.meta.dirname, '..');

export default defineConfig({
  title: 'Event sourcing on MongoDB',
  description:
    'One gap-free log, decisions across entities, read models exactly once; for NestJS and plain Node',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }]],
  outDir: '../dist/docs',
  cacheDir: '../dist/.docs-cache',
  rewrites: { ':folder/README.md': ':folder/index.md' },
  // Made beside the pages, from the comments of the code.
  ignoreDeadLinks: [/^\/reference\//],
  markdown: {
    config: (markdown) => {
      markdown.use(linksInRepository(docs));
      markdown.use(pictures);
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start/first-decision' },
      { text: 'Concepts', link: '/concepts/log' },
      { text: 'Troubleshooting', link: '/errors/' },
      { text: 'Reference', link: '/reference/index.html', target: '_self' },
    ],
    sidebar: sidebar(docs),
  },
});
