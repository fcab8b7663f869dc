import { describe, expect, it } from '@jest/globals';
import { textFaults } from './text-faults';

const pathsIn = (json: string): readonly string[] => textFaults(JSON.parse(json)).map(({ path }) => path);

describe('what no schema sees', () => {
  it('is found in values, names and lists, however deep', () => {
    const json =
      '{"a":["x","\\ud83d"],"b":{"c":{"\\udc00":1}},"d":"\\ud83d\\ude00","e":{"__proto__":{"f":"\\ud800"}}}';
    expect([...pathsIn(json)].sort()).toEqual(['a.1', 'b.c.\ufffd', 'e.__proto__', 'e.__proto__.f']);
  });

  it('is nothing in well-formed text', () => {
    expect(pathsIn('{"a":"😀","b":[null,true,1],"constructor":1}')).toEqual([]);
    expect(textFaults(undefined)).toEqual([]);
  });
});
