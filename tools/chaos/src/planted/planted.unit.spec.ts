import { beforeAll, describe, expect, it } from '@jest/globals';
import { edited, type Sources, storeSources } from '@event-sourcing/mutations';
import { checkers } from '../checkers/judge';
import { PLANTED } from './planted';

let sources: Sources;
beforeAll(async () => {
  sources = await storeSources();
});

describe('each planted bug finds its code, and checkers that are to find it', () => {
  it.each(PLANTED)('$name', ({ edits, found }) => {
    expect(edited(sources, edits).size).toBe(new Set(edits.map((one) => one.in)).size);
    expect(Object.keys(checkers(() => undefined))).toEqual(expect.arrayContaining(found));
  });
});
