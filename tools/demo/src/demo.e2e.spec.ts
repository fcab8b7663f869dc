import { describe, expect, it } from '@jest/globals';
import { withOwnStack } from './own-stack';
import { Narrator, setStage } from './stage';
import { tellStory } from './story';

const lines: string[] = [];
const { signal } = new AbortController();

describe('the demo', () => {
  it('tells its story on a stack of its own, twice, with new people each time', async () => {
    await withOwnStack(
      (line) => lines.push(line),
      signal,
      async (portBase) => {
        const address = (offset: number): string => `http://127.0.0.1:${portBase + offset}`;
        const addresses = {
          bankCommand: address(1),
          messagesCommand: address(2),
          messagesQuery: address(3),
        };
        for (const run of ['first', 'second']) {
          const narrator = new Narrator((line) => lines.push(line));
          await tellStory(setStage(addresses, narrator, run, signal));
          expect(narrator.checks).toBe(19);
        }
      },
    );
    expect(lines).toContain('   GET /accounts/ben-second/statement');
  }, 600_000);
});
