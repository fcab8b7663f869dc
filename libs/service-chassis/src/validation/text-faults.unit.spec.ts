import { describe, expect, it } from '@jest/globals';
import { textFaults } from './text-faults';

const pathsIn = (json: string, known: readonly string[] = []): readonly string[] =>
  textFaults(
    JSON.parse(json),
    known.map((path) => ({ path, message: 'is unknown' })),
  ).map(({ path }) => path);

describe('what no schema sees', () => {
  it('is found in values and lists, however deep', () => {
    const json = '{"a":["x","\\ud83d"],"b":{"c":"\\udc00"},"d":"\\ud83d\\ude00","e":{"__proto__":{"f":1}}}';
    expect([...pathsIn(json)].sort()).toEqual(['a.1', 'b.c', 'e.__proto__']);
  });

  it('is nothing in well-formed text', () => {
    expect(pathsIn('{"a":"😀","b":[null,true,1],"constructor":1}')).toEqual([]);
    expect(textFaults(undefined, [])).toEqual([]);
  });

  it('is not looked for where the schema has seen a fault', () => {
    const json = '{"a":["\\ud83d"],"b":{"c":"\\udc00","d":"\\udc00"},"e":{"__proto__":1}}';
    expect(pathsIn(json, ['a', 'b.c', 'e'])).toEqual(['b.d']);
    expect(pathsIn(json, [''])).toEqual([]);
  });

  it('is not looked for inside of what copying an object would lose', () => {
    expect(pathsIn('{"__proto__":{"a":"\\ud800"}}')).toEqual(['__proto__']);
  });
});
