import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What a built site refers to and does not have, and the pages that no page leads to. */
export interface SiteFaults {
  readonly dead: readonly string[];
  readonly foreign: readonly string[];
  readonly orphans: readonly string[];
}

/** Follows every link, image, style and script of a built site, anchors included. */
export const siteFaults = (site: string): SiteFaults => {
  const pages = new Map(
    globSync('**/*.html', { cwd: site })
      .sort()
      .map((path) => [path, pageAt(join(site, path))] as const),
  );
  const dead = new Set<string>();
  const foreign = new Set<string>();
  const reached = new Set(['index.html', '404.html']);
  for (const [path, { loads, links }] of pages) {
    for (const url of loads.filter(isElsewhere)) foreign.add(`${path}: ${url}`);
    for (const url of [...loads, ...links].filter((one) => !isElsewhere(one))) {
      const [file = '', anchor = ''] = url.split('#');
      const target = file === '' ? path : targetOf(site, path, file);
      if (target !== path) reached.add(target);
      const page = pages.get(target);
      const there = page
        ? anchor === '' || page.ids.has(decodeURIComponent(anchor))
        : isFile(join(site, target));
      if (!there) dead.add(`${path}: ${url}`);
    }
  }
  return {
    dead: [...dead],
    foreign: [...foreign],
    orphans: [...pages.keys()].filter((path) => !reached.has(path)),
  };
};

const isElsewhere = (url: string): boolean => /^(\w+:|\/\/)/.test(url);

/** `/guides/` is the page that a web server gives for it. */
const targetOf = (site: string, from: string, url: string): string => {
  const path = relative(site, url.startsWith('/') ? join(site, url) : join(site, dirname(from), url));
  return url.endsWith('/') ? join(path, 'index.html') : path;
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const pageAt = (file: string) => {
  const html = readFileSync(file, 'utf8');
  const values = (pattern: RegExp): string[] =>
    [...html.matchAll(pattern)].map(([, value = '']) => value.replaceAll('&amp;', '&'));
  return {
    links: values(/<a\b[^>]*\shref="([^"]*)"/g),
    loads: [...values(/<link\b[^>]*\shref="([^"]*)"/g), ...values(/<(?:img|script)\b[^>]*\ssrc="([^"]*)"/g)],
    ids: new Set(values(/\sid="([^"]*)"/g)),
  };
};
