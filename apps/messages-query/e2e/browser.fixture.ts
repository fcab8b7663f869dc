import { CHROMIUM, findProgram } from '@event-sourcing/tools-kit';
import { type Browser, chromium, type Page } from 'playwright-core';

export const browserPath = findProgram(CHROMIUM);

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
