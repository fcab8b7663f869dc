import { describe, expect, it } from '@jest/globals';
import { parseReplayArguments } from './arguments';

describe('the arguments of a replay', () => {
  it('name what to replay and where', () => {
    const args = ['bank', '/data/l.csv', '--port-base', '4000', '--instances', '2', '--concurrency', '8'];
    expect(parseReplayArguments(args)).toEqual({
      kind: 'bank',
      file: '/data/l.csv',
      portBase: 4000,
      instances: 2,
      concurrency: 8,
    });
    expect(parseReplayArguments(['messages', '/m.ndjson'])).toMatchObject({ portBase: 3000, instances: 1 });
  });

  it.each([
    [['stocks', 'x'], /bank or messages/],
    [['bank'], /one file/],
    [['bank', 'a', 'b'], /one file/],
    [['bank', 'a', '--instances', '0'], /--instances is an integer from 1 to 20, not "0"/],
    [['bank', 'a', '--concurrency', '1e9'], /--concurrency is an integer/],
    [['bank', 'a', '--fast'], /--fast/],
  ])('are refused when they are %j', (args, message) => {
    expect(() => parseReplayArguments(args)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });
});
