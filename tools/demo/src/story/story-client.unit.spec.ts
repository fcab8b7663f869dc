import { once } from 'node:events';
import { createServer } from 'node:http';
import { getStatement, withdrawMoney } from '@event-sourcing/service-clients';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Printer } from './printer';
import { storyClient } from './story-client';

const server = createServer((request, response) => {
  response.statusCode = request.method === 'POST' ? 422 : 200;
  response.setHeader('content-type', 'application/json');
  response.end('{"code":"insufficient-funds","balance":"5.00","lines":[1]}');
});
let lines: string[];
let printer: Printer;
let client: ReturnType<typeof storyClient>;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  lines = [];
  printer = new Printer((line) => lines.push(line));
  client = storyClient(printer, `http://127.0.0.1:${address.port}`);
});
afterAll(() => {
  server.close().closeAllConnections();
});

describe('a request of the story', () => {
  it('is printed with the members of its answer that the story speaks of', async () => {
    const asked = getStatement({ client, path: { accountId: 'anna' }, query: { limit: 5 } });
    expect(await printer.told(asked, 'balance')).toMatchObject({ balance: '5.00', lines: [1] });
    expect(lines.splice(0)).toEqual(['   GET /accounts/anna/statement?limit=5', '     → 200 · balance 5.00']);
  });

  it('stops the story when it is refused', async () => {
    const asked = withdrawMoney({ client, path: { accountId: 'anna' }, body: { amount: '6' } });
    await expect(printer.told(asked, 'balance')).rejects.toMatchObject({ code: 'unexpected-answer' });
    expect(lines).toEqual(['   POST /accounts/anna/withdrawals {"amount":"6"}']);
  });
});
