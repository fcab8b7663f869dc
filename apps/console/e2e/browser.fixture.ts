import { CHROMIUM, findProgram } from '@event-sourcing/tools-kit';
import { describe } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const browserPath = findProgram(CHROMIUM);

/** Describes what is tested in a browser, where there is one. */
export const withBrowser = browserPath === undefined ? describe.skip : describe;

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath !== undefined && { executablePath: browserPath }),
    // Its sandbox cannot be had in containers, and only pages of ours are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** How the page is looked at. */
const WAYS = {
  light: { colorScheme: 'light', viewport: { width: 1360, height: 860 } },
  dark: { colorScheme: 'dark', viewport: { width: 1360, height: 860 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
} as const;

const PATIENCE_MS = 60_000;

/** A page, and what went wrong in it so far: errors of scripts, and what its policy kept out. */
export interface Watched {
  readonly page: Page;
  readonly faults: readonly string[];
}

export const openPage = async (browser: Browser): Promise<Watched> => {
  const page = await browser.newPage({ viewport: WAYS.light.viewport });
  page.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // What a service refuses is told as an error of the network too.
    const isRefusal = message.text().includes('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) faults.push(message.text());
  });
  return { page, faults };
};

/** What is wrong with a page, looked at in every way: barriers, and whether it must be scrolled sideways. */
export const faultsInEveryWay = async (page: Page): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const [way, { colorScheme, viewport }] of Object.entries(WAYS)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
    await page.evaluate(END_TRANSITIONS);
    const found = await barriers(page);
    if (await page.evaluate(IS_TOO_WIDE)) found.push('scrolls sideways');
    faults.push(...found.map((fault) => `${way}: ${fault}`));
  }
  return faults;
};

/** Between two colours a text may have too little contrast for a moment. A transition that is not drawn never ends by itself. */
const END_TRANSITIONS =
  'for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()';

const IS_TOO_WIDE = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

/** What keeps people from using a page as it is shown now, as axe tells it: a rule, and where. */
const barriers = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source);
  const run =
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))';
  return page.evaluate<string[]>(run);
};
