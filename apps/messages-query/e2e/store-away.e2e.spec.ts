import { expect, it } from '@jest/globals';
import { EngineOnTrial } from '@event-sourcing/engine';
import { askWithoutStore } from '@event-sourcing/service-chassis/testing';
import { messagesQuery } from '../src/service';
import { ROUTES_OF_OURS } from './routes.fixture';

// A transaction that was under way when the engine stood still keeps its documents for a minute.
it('every route says as the contract has it that the store is away, and serves when it is back', async () => {
  const answers = await askWithoutStore(messagesQuery, ROUTES_OF_OURS, await EngineOnTrial.start());
  // A stream is opened, and waits.
  const opened = { 'GET /users/:userId/message-stream': '200' };
  expect(answers).toEqual({ cut: opened, overloaded: opened, halted: opened, killed: opened });
}, 180_000);
