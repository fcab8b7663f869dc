import { beforeAll, describe, expect, it } from '@jest/globals';
import { PublicApi, type PublicItem } from './public-api.fixture';

const TYPE_TESTS = ['log', 'decisions', 'projections', 'reactions', 'testing'].map(
  (subject) => `test/${subject}.type.spec.ts`,
);

/** What looks as if it could throw, and why it cannot. */
const NEVER_THROWS: Readonly<Record<string, string>> = {
  'EventLog.positionAt': 'brands positions that it has counted itself',
};

let api: PublicApi;
beforeAll(() => {
  api = new PublicApi(TYPE_TESTS);
});

const names = (items: readonly PublicItem[]) => items.map(({ name }) => name);
const undocumented = (items: readonly PublicItem[]) => names(items.filter((item) => api.docOf(item) === ''));

describe('the public API', () => {
  it('is listed by name', () => {
    expect(api.unnamedExports()).toEqual([]);
    expect(names(api.exports())).toEqual(
      expect.arrayContaining(['EventStore', 'DecisionModel', 'EventStoreModule', 'LOG_PROMISES', 'decider']),
    );
  });

  it('says of every export what it is', () => {
    expect(undocumented(api.exports())).toEqual([]);
  });

  it('says of every method what it does', () => {
    expect(undocumented(api.members().filter((item) => api.isMethod(item)))).toEqual([]);
  });

  it('says of every number what it counts', () => {
    expect(undocumented(api.members().filter((item) => api.isNumber(item)))).toEqual([]);
  });

  it('says what is thrown wherever something is', () => {
    const silent = [...api.exports(), ...api.members()].filter(
      (item) => api.throwing(item) !== undefined && !api.tellsErrors(item) && !(item.name in NEVER_THROWS),
    );
    expect(silent.map((item) => `${item.name}: ${api.throwing(item) ?? ''}`)).toEqual([]);
  });

  it.each(TYPE_TESTS)('has the types of %s', (path) => {
    expect(api.faultsOf(path)).toEqual([]);
  });
});
