import { describe, expect, it } from '@jest/globals';
import { storedDataAt } from './stored-data';

describe('stored data', () => {
  it('is at the connection string that is given, whole, or else at that of the environment', () => {
    const env = { MONGODB_URI: 'mongodb://b/' };
    const uri = 'mongodb://user:pass@a/?replicaSet=rs&authSource=admin';
    expect(storedDataAt({ uri }, env)).toEqual({ uri });
    expect(storedDataAt({}, env)).toEqual({ uri: 'mongodb://b/' });
  });

  it('is in the folder that is given, or in .data when nothing is known', () => {
    expect(storedDataAt({ data: '/d' }, { MONGODB_URI: 'mongodb://b/' })).toEqual({ dataDir: '/d' });
    expect(storedDataAt({}, {})).toEqual({ dataDir: expect.stringMatching(/\/\.data$/) });
  });

  it('is at one place', () => {
    expect(() => storedDataAt({ uri: 'u', data: 'd' })).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
