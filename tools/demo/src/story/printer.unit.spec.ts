import { describe, expect, it } from '@jest/globals';
import { Printer } from './printer';

describe('the printer of the story', () => {
  it('numbers the chapters and prints each outcome', () => {
    const lines: string[] = [];
    const printer = new Printer((line) => lines.push(line));
    printer.chapter('First.');
    printer.check('it is so', true);
    printer.chapter('Second.');
    expect(lines).toEqual(['\n1. First.', '     ✓ it is so', '\n2. Second.']);
    expect(printer.outcomes).toBe(1);
  });

  it('stops the story where it is not so', () => {
    const lines: string[] = [];
    const printer = new Printer((line) => lines.push(line));
    expect(() => printer.check('one wins', false)).toThrow('The story says: one wins. It is not so.');
    expect(lines).toEqual([]);
  });
});
