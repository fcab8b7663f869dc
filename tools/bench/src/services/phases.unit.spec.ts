import { describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { phaseOf } from './phases';

describe('the phase of a place', () => {
  it.each([
    ['(idle)', 'waiting'],
    ['file:///app/node_modules/bson/lib/bson.cjs', 'BSON'],
    ['file:///app/node_modules/mongodb/lib/cmap/connection.js', 'driver'],
    ['file:///app/node_modules/zod/v4/core/schemas.js', 'validation'],
    ['../../../libs/event-store/src/log/chain/chain.ts', 'digest'],
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

  it('is found for code of this workspace where its rule names some', async () => {
    const root = join(import.meta.dirname, '../../../..');
    const files = await readdir(join(root, 'libs'), { recursive: true });
    const phases = new Set(files.map((file) => phaseOf(`../../../libs/${file}`)));
    expect([...phases]).toEqual(expect.arrayContaining(['HTTP', 'validation', 'decision', 'digest', 'log']));
  });
});
