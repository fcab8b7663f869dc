import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Chromium on the PATH: `apt-get install chromium`. */
export const browserPath: string | undefined = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((path) => existsSync(path));

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath !== undefined && { executablePath: browserPath }),
    // Its sandbox cannot be had in containers, and only pages of ours are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** An empty page of an origin, whose own pages let no script run. */
export const openPage = async (browser: Browser, origin: string): Promise<Page> => {
  const page = await browser.newPage();
  await page.route(`${origin}/page`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${origin}/page`);
  return page;
};
