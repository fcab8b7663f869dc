import { expect, it } from '@jest/globals';
import { EngineOnTrial } from '@event-sourcing/engine';
import { askWithoutStore } from '@event-sourcing/service-chassis/testing';
import { messagesCommand } from '../src/service';
import { OWN, SEND } from './routes.fixture';

// A transaction that was under way when the engine stood still keeps its documents for a minute.
it('every route says as the contract has it that the store is away, and serves when it is back', async () => {
  const answers = await askWithoutStore(messagesCommand, [SEND, ...OWN], await EngineOnTrial.start());
  expect(answers).toEqual({ cut: {}, overloaded: {}, halted: {}, killed: {} });
}, 180_000);
