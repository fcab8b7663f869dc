import { describe, expect, it } from '@jest/globals';
import { phaseOf } from './phases';

describe('the phase of a place', () => {
  it.each([
    ['(idle)', 'waiting'],
    ['file:///app/node_modules/bson/lib/bson.cjs', 'BSON'],
    ['file:///app/node_modules/mongodb/lib/cmap/connection.js', 'driver'],
    ['file:///app/node_modules/zod/v4/core/schemas.js', 'validation'],
    ['../../../libs/event-store/src/log/chain.ts', 'digest'],
    ['node:internal/crypto/hash', 'digest'],
    ['../../../libs/event-store/src/log/window.ts', 'log'],
    ['../../../libs/bank-domain/src/money/amount.ts', 'decision'],
    ['file:///app/node_modules/find-my-way/index.js', 'HTTP'],
    ['node:_http_server', 'HTTP'],
    ['node:internal/stream_base_commons', 'sockets'],
    ['node:internal/process/task_queues', 'rest of Node'],
    ['(root)', 'other'],
  ])('%s is %s', (place, phase) => {
    expect(phaseOf(place)).toBe(phase);
  });
});
