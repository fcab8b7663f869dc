import { describe, expect, it } from '@jest/globals';
import { consoleLine } from './service-log';

describe('what a service prints is shown', () => {
  it.each([
    ['{"level":"info","msg":"request"}', undefined],
    ['{"level":"warn","msg":"slow"}', 'warn: slow'],
    ['{"level":"error","msg":"lost the engine"}', 'error: lost the engine'],
    ['node:internal/modules/run_main:107', 'node:internal/modules/run_main:107'],
    ['{ half a line', '{ half a line'],
    ['', undefined],
  ])('%j as %j', (line, shown) => {
    expect(consoleLine(line, false)).toBe(shown);
  });

  it('as it is, with --verbose', () => {
    expect(consoleLine('{"level":"info","msg":"request"}', true)).toBe('{"level":"info","msg":"request"}');
  });
});
