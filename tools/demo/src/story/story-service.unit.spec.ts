import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { ServiceClient } from '@event-sourcing/tools-kit';
import { z } from 'zod';
import { Printer } from './printer';
import { StoryService } from './story-service';

describe('a request of the story', () => {
  it('is printed with the members of its answer that the story knows', async () => {
    const body = JSON.stringify({ accountId: 'anna', balance: '5.00', lines: [1], currency: 'EUR' });
    const server = createServer((_, response) => response.setHeader('log-position', '7').end(body));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('No port.');
    const lines: string[] = [];
    const printer = new Printer((line) => lines.push(line));
    const service = new StoryService(new ServiceClient(`http://127.0.0.1:${address.port}`), printer);
    const account = z.object({ balance: z.string(), lines: z.array(z.number()) });
    const answer = await service.get('/accounts/anna', account);
    server.close().closeAllConnections();
    expect(answer).toEqual({ balance: '5.00', lines: [1], logPosition: 7 });
    expect(lines).toEqual(['   GET /accounts/anna', '     → 200 · balance 5.00']);
  });
});
