import { text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { startProgress } from './progress';

describe('the progress of a piece of work', () => {
  it('is told by lines where there is no terminal, the last one when it ends', async () => {
    const stream = new PassThrough();
    const progress = startProgress('rows', 4_200, stream);
    progress.update(1_200, { note: ' · waiting' });
    progress.stop();
    progress.stop();
    stream.end();
    const lines = (await text(stream)).split('\n').filter(Boolean);
    expect(lines).toEqual([
      expect.stringMatching(/░ rows 0 of 4,200 \(0 %\), 0\/s/),
      expect.stringMatching(/█.*░ rows 1,200 of 4,200 \(28 %\), [\d,]+\/s, .* left · waiting$/),
    ]);
  });
});
