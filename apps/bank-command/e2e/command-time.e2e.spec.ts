import { EngineOnTrial } from '@event-sourcing/engine';
import { startTestService } from '@event-sourcing/service-chassis/testing';
import { expect, it } from '@jest/globals';
import { bankCommand } from '../src/service';

it('a command is answered in its own time, which is shorter than that of the store', async () => {
  const engine = await EngineOnTrial.start();
  const { halted } = engine.absences;
  const bank = await startTestService(bankCommand, { MONGODB_URI: engine.uri, COMMAND_TIMEOUT_MS: '1000' });
  try {
    const opened = await bank.client.post('/accounts', { accountId: 'hasty', owner: 'ann' });
    expect(opened.status).toBe(201);
    halted.away();
    const began = performance.now();
    const answer = await bank.client.post('/accounts/hasty/deposits', { amount: '1' });
    const ms = performance.now() - began;
    expect([answer.status, ms < 6_000]).toEqual([503, true]);
  } finally {
    halted.back();
    await bank.stop();
    await engine.stop();
  }
}, 120_000);
