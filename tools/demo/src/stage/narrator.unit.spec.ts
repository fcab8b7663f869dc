import { describe, expect, it } from '@jest/globals';
import { Narrator } from './narrator';

describe('the narrator', () => {
  it('numbers the chapters and says each outcome', () => {
    const lines: string[] = [];
    const narrator = new Narrator((line) => lines.push(line));
    narrator.chapter('First.');
    narrator.check('it is so', true);
    narrator.chapter('Second.');
    expect(lines).toEqual(['\n1. First.', '     ✓ it is so', '\n2. Second.']);
    expect(narrator.checks).toBe(1);
  });

  it('stops the story where it is not so', () => {
    const lines: string[] = [];
    const narrator = new Narrator((line) => lines.push(line));
    expect(() => narrator.check('one wins', false)).toThrow('The story says: one wins. It is not so.');
    expect(lines).toEqual([]);
  });
});
