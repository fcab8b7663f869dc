import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { MongoEventStore } from '@event-sourcing/event-store';
import type { Browser } from 'playwright-core';
import { faultsInEveryWay, openPage, startBrowser, withBrowser } from './browser.fixture';
import { hasRealData, replayReal } from './replayed.fixture';
import { type Running, startSystem } from './stack.fixture';

/** A browser, the services and an engine share the processors with whatever is tested beside them. */
jest.setTimeout(120_000);

// Where Chromium is not on the PATH these count as skipped: `apt-get install chromium`.
const onRealData = hasRealData ? it : it.skip;

withBrowser('the console', () => {
  let running: Running;
  let browser: Browser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startSystem(), startBrowser()]);
    const store = await MongoEventStore.open(running.client, running.databases.bank);
    const opened = { type: 'AccountOpened', version: 1, tags: ['account:ann-1', 'owner:ann'] };
    const data = { accountId: 'ann-1', owner: 'ann', currency: 'EUR' };
    await store.append({ events: [{ ...opened, data }], metadata: { correlationId: 'r1', actor: 'ann' } });
    for (let transaction = 2; transaction <= 250; transaction += 1) {
      const deposited = {
        accountId: 'ann-1',
        transactionId: `t${transaction}`,
        amount: '1.00',
        currency: 'EUR',
      };
      await store.append({
        events: [{ type: 'MoneyDeposited', version: 1, tags: ['account:ann-1'], data: deposited }],
      });
    }
    await store.close();
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 60_000);

  it.each([
    ['/', 'transfer-notices'],
    ['/log/bank', 'MoneyDeposited'],
    ['/log/bank/1', 'positions on either side'],
    ['/log/messages', 'This log is empty'],
    ['/entity', 'Whose life?'],
    ['/entity/bank?tag=account:ann-1&at=7', 'Through time: event 7 of 100'],
    ['/entity/bank?tag=account:nobody', 'No event bears this tag'],
    ['/readers', 'Nothing waits, nothing is parked.'],
    ['/try', 'Open Ann’s account'],
    ['/readers/nowhere', 'There is no such view'],
    ['/nowhere/at/all', 'There is no such view'],
  ])('shows %s in light, in the dark and on a phone to everyone', async (path, shows) => {
    const { page, faults } = await openPage(browser);
    await page.goto(running.url + path);
    await page.getByText(shows).first().waitFor();
    expect(await faultsInEveryWay(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows the events that come, and holds them back while it is paused', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${running.url}/log/bank`);
    const latest = page.getByRole('option').first();
    await page.getByRole('option').filter({ hasText: 'MoneyDeposited' }).first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await latest.textContent();
    const bank = running.stack.services.find(({ service }) => service === 'bank-command')?.address ?? '';
    const deposited = await fetch(`${bank}/accounts/ann-1/deposits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ amount: '7.00' }),
    });
    expect(deposited.status).toBe(201);
    await page.getByRole('button', { name: 'Go on (1 new)' }).waitFor();
    expect(await latest.textContent()).toBe(before);
    await page.getByRole('button', { name: 'Go on (1 new)' }).click();
    await latest.filter({ hasText: '"7.00"' }).waitFor();
    await page.close();
  });

  it('finds events by type and by keys alone, and goes to one of them by its address', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${running.url}/log/bank?types=AccountOpened`);
    await page.getByRole('listbox', { name: 'Events' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Event 1', exact: true }).waitFor();
    expect(page.url()).toBe(`${running.url}/log/bank/1?types=AccountOpened`);
    expect(await page.getByRole('option').count()).toBe(1);
    await page.close();
  });

  it('folds an account anew at each of its events, back and forth', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${running.url}/entity/bank?tag=account:ann-1&at=3`);
    const state = page.getByRole('region', { name: 'State of account' });
    await state.filter({ hasText: '"minorUnits": "200"' }).waitFor();
    await page.getByRole('button', { name: 'Before', exact: true }).click();
    await state.filter({ hasText: '"minorUnits": "100"' }).waitFor();
    await page.getByRole('slider').press('End');
    await state.filter({ hasText: '"minorUnits": "9900"' }).waitFor();
    await page.close();
  });

  it('has a projection filled anew', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${running.url}/readers`);
    const accounts = page.getByRole('region', { name: 'accounts', exact: true });
    await accounts.getByRole('button', { name: 'Rebuild' }).click();
    await accounts.getByText('It is being filled anew.').or(accounts.getByText('Rebuild:')).waitFor();
    await page.close();
  });

  it('pauses a reaction for a reason and lets it go on', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${running.url}/readers`);
    const notices = page.getByRole('region', { name: 'transfer-notices', exact: true });
    await notices.getByLabel('Reason to pause').fill('The receiver is being repaired.');
    await notices.getByRole('button', { name: 'Pause', exact: true }).click();
    await notices.getByText('Paused since').waitFor();
    await notices.getByText('The receiver is being repaired.').waitFor();
    await notices.getByText('paused', { exact: true }).waitFor();
    expect(await faultsInEveryWay(page)).toEqual([]);
    await notices.getByRole('button', { name: 'Resume' }).click();
    await notices.getByLabel('Reason to pause').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows a newcomer who reads visible texts alone a transfer, its event, the account and the message', async () => {
    const { page, faults } = await openPage(browser);
    const follow = (text: string) => page.getByText(text, { exact: true }).click();
    await page.goto(running.url);
    await follow('Try it');
    await follow('Open Ann’s account');
    await follow('Open Bob’s account');
    await follow('Deposit for Ann');
    await page.getByText('100.00 EUR').waitFor();
    await follow('Transfer');
    await page.getByText('You received 12.50 EUR').waitFor();
    await page.getByText('87.50 EUR').waitFor();
    await follow('See its event in the log');
    await page.getByText('What followed').waitFor();
    await page.getByText('MessageSent').waitFor();
    await follow('Try it');
    await page.getByText('You received 12.50 EUR').waitFor();
    await follow('See Ann’s account before and after');
    await page.getByText('After MoneyTransferred').waitFor();
    const [before, after] = [page.locator('del'), page.locator('ins')];
    await before.filter({ hasText: '10000' }).last().waitFor();
    await after.filter({ hasText: '8750' }).last().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  onRealData(
    'shows everything of real ledgers and messages to everyone',
    async () => {
      await replayReal(Number(new URL(running.url).port), 200);
      const { page, faults } = await openPage(browser);
      for (const [path, shows] of [
        ['/', 'MessageSent'],
        ['/log/bank', 'account:ledger-'],
        ['/log/bank?types=AccountOpened', 'owner:ledger-owner-'],
        ['/log/messages', 'MessageSent'],
        ['/entity/bank?tag=account:ledger-435', 'After '],
        ['/entity/messages?tag=user:user-0', 'After MessageSent'],
        ['/readers', 'up to date'],
        ['/try', 'Open Ann’s account'],
      ] as const) {
        await page.goto(running.url + path);
        await page.getByText(shows).first().waitFor();
        expect({ path, faults: await faultsInEveryWay(page) }).toEqual({ path, faults: [] });
      }
      expect(faults).toEqual([]);
      await page.close();
    },
    240_000,
  );
});
