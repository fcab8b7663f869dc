import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { entityId, freeText, messageText } from './index';

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

describe('an id', () => {
  it.each(['a', '7', 'Zoe', 'a.b_c-d', '0'.repeat(64)])('may be %j', (id) => {
    expect(accepts(entityId, id)).toBe(true);
  });

  it.each(['', '.a', '-a', '_a', 'a b', 'a:b', 'a/b', 'ä', 'a\n', 'a\u0000', '0'.repeat(65), 7, null, ['a']])(
    'is never %j',
    (id) => {
      expect(accepts(entityId, id)).toBe(false);
    },
  );
});

describe('free text', () => {
  it('counts code points, not UTF-16 units', () => {
    expect(accepts(freeText, '😀'.repeat(200))).toBe(true);
    expect(accepts(freeText, '😀'.repeat(201))).toBe(false);
  });

  it.each(['', 'a\nb', 'a\u0000', '\u001f', '\u007f', '\u0085', '\u009f', '\ud83d', 'a\ude00b', 5])(
    'is never %j',
    (text) => {
      expect(accepts(freeText, text)).toBe(false);
    },
  );

  it.each([' ', 'für Ärzte', '=1+1', '\u00a0', 'a\u2028b'])('may be %j', (text) => {
    expect(accepts(freeText, text)).toBe(true);
  });
});

describe('the text of a message', () => {
  it('may hold controls and line breaks', () => {
    expect(accepts(messageText, 'a\r\n\tb\u0000\u0085')).toBe(true);
  });

  it('has 1 to 10,000 code points', () => {
    expect(accepts(messageText, '😀'.repeat(10_000))).toBe(true);
    expect(accepts(messageText, '😀'.repeat(10_001))).toBe(false);
    expect(accepts(messageText, '')).toBe(false);
  });

  it('refuses lone surrogates', () => {
    expect(accepts(messageText, 'a\ud83d')).toBe(false);
    expect(accepts(messageText, '\ude00\ud83d')).toBe(false);
  });
});
