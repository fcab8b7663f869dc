import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openPage, startBrowser, withBrowser } from './browser.fixture';
import { fillBank, scrollThrough } from './scrolling.fixture';
import { type Running, startSystem } from './stack.fixture';

// CONSOLE_EVENTS=1000000 npx nx test console -- scrolling: fills so long a log, and says how smooth it was.
const { CONSOLE_EVENTS } = process.env;
const EVENTS = Number(CONSOLE_EVENTS ?? 2_000);

jest.setTimeout(CONSOLE_EVENTS === undefined ? 240_000 : 1_800_000);

withBrowser('a long log', () => {
  let running: Running;
  let browser: Browser;
  beforeAll(async () => {
    [running, browser] = await Promise.all([startSystem(), startBrowser()]);
    await fillBank(running.client, running.databases.bank, EVENTS);
  });
  afterAll(async () => {
    await browser.close();
    await running.stop();
  });

  it('is scrolled with the rows alone that are seen, and any place of it is shown when it is gone to', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${running.url}/log/bank`);
    const first = page.getByRole('option').first();
    await first.filter({ hasText: EVENTS.toLocaleString('en') }).waitFor();
    const scrolled = await scrollThrough(page, CONSOLE_EVENTS === undefined ? 60 : 600);
    expect(scrolled.mostRows).toBeLessThan(60);
    await page.getByRole('listbox').press('End');
    await page.getByRole('option').last().filter({ hasText: 'MoneyDeposited' }).waitFor();
    const setSize = await first.getAttribute('aria-setsize');
    expect(Number(setSize)).toBe(EVENTS);
    expect(faults).toEqual([]);
    if (CONSOLE_EVENTS !== undefined)
      process.stdout.write(`${JSON.stringify({ events: EVENTS, ...scrolled })}\n`);
    await page.close();
  });
});
