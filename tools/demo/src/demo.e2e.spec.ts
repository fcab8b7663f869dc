import { describe, expect, it } from '@jest/globals';
import { tellStory } from './story/tell-story';
import { withTemporaryStack } from './temporary-stack';

describe('the demo', () => {
  it('tells its story on a stack of its own, twice, with new people each time', async () => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    const { signal } = new AbortController();
    await withTemporaryStack(say, signal, async (portBase) => {
      for (const run of ['first', 'second']) {
        expect(await tellStory({ portBase, run, say, signal })).toBe(19);
      }
    });
    expect(lines).toContain('   GET /accounts/ben-second/statement');
  }, 600_000);
});
