import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { browserPath, openPage, startBrowser } from './browser.fixture';

let browser: Browser | undefined;
let servers: readonly Server[];
let origins: readonly string[];
let page: Page | undefined;
let requests: string[];
let answer: RequestListener;

beforeAll(async () => {
  if (browserPath !== undefined) browser = await startBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  requests = [];
  servers = [0, 1].map(() =>
    createServer((request, response) => {
      if (request.url !== '/favicon.ico') requests.push(request.url ?? '');
      answer(request, response);
    }),
  );
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
  origins = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await page?.close();
  for (const server of servers) {
    server.closeAllConnections();
    await once(server.close(), 'close');
  }
});

const STREAM = { 'content-type': 'text/event-stream' };
const OPENING = 'retry: 10\nid: 1\nevent: open\ndata: {}\n\n';

/** Why a stream of ours is opened whatever the store does, takes a parameter, and is better shared. */
(browserPath === undefined ? describe.skip : describe)('the EventSource of Chromium', () => {
  const visit = async (): Promise<Page> => {
    if (!browser) throw new Error('There is no browser.');
    page = await openPage(browser, origins[0] ?? '');
    return page;
  };

  it('comes back to a stream that ends, and never again after a 503', async () => {
    answer = (_request, response) => {
      if (requests.length < 3) response.writeHead(200, STREAM).end(OPENING);
      else response.writeHead(503, { 'retry-after': '1' }).end();
    };
    const state = await (
      await visit()
    ).evaluate(async () => {
      const source = new EventSource('/stream');
      while (source.readyState !== EventSource.CLOSED) {
        await new Promise((resolve) => source.addEventListener('error', resolve, { once: true }));
      }
      return source.readyState;
    });
    expect(state).toBe(2);
    expect(requests).toEqual(['/stream', '/stream', '/stream']);
  });

  it('comes back to where it was led, not to the address that led it there', async () => {
    answer = (request, response) => {
      if (request.url === '/first') response.writeHead(307, { location: '/second' }).end();
      else if (requests.length < 4) response.writeHead(200, STREAM).end(OPENING);
      else response.writeHead(503).end();
    };
    await (
      await visit()
    ).evaluate(async () => {
      const source = new EventSource('/first');
      while (source.readyState !== EventSource.CLOSED) {
        await new Promise((resolve) => source.addEventListener('error', resolve, { once: true }));
      }
    });
    expect(requests).toEqual(['/first', '/second', '/second', '/second']);
  });

  it('holds everything else up behind six streams to one origin of HTTP/1.1', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/stream')) response.writeHead(200, STREAM).write(OPENING);
      else response.writeHead(200).end();
    };
    const visited = await visit();
    const sources = await visited.evaluateHandle(async () => {
      const opened = Array.from({ length: 6 }, (_, index) => new EventSource(`/stream/${index}`));
      await Promise.all(opened.map((one) => new Promise((resolve) => one.addEventListener('open', resolve))));
      return opened;
    });
    const held = await visited.evaluateHandle(() => ({ answer: fetch('/held') }));
    const elsewhere = await browser?.newPage();
    await elsewhere?.goto(`${origins[1]}/other`);
    await elsewhere?.close();
    expect(requests.filter((url) => !url.startsWith('/stream'))).toEqual(['/other']);
    await sources.evaluate(([first]) => first?.close());
    await held.evaluate(({ answer: later }) => later);
    expect(requests.filter((url) => !url.startsWith('/stream'))).toEqual(['/other', '/held']);
  });
});
