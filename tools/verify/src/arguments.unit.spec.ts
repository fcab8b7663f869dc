import { describe, expect, it } from '@jest/globals';
import { parseVerifyArguments } from './arguments';

const hash = 'ab'.repeat(32);

describe('the arguments of npm run verify', () => {
  it('name a log by its database, and an engine or the data of one', () => {
    const place = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
      const parsed = parseVerifyArguments(['--db', 'bank', ...args], env);
      return parsed === 'help' ? parsed : parsed.place;
    };
    expect(place(['--uri', 'mongodb://a/'])).toEqual({ uri: 'mongodb://a/' });
    expect(place([], { MONGODB_URI: 'mongodb://b/' })).toEqual({ uri: 'mongodb://b/' });
    expect(place(['--data', 'here'], { MONGODB_URI: 'mongodb://b/', INIT_CWD: '/home' })).toEqual({
      dataDir: '/home/here',
    });
    expect(place([])).toEqual({ dataDir: expect.stringMatching(/\/\.data$/) });
  });

  it('name heads as they are printed', () => {
    const args = ['--db', 'bank', '--uri', 'u', '--from', `0:${hash}`, '--published', `17:${hash}`];
    expect(parseVerifyArguments(args)).toEqual({
      place: { uri: 'u' },
      dbName: 'bank',
      from: { position: 0, hash },
      published: { position: 17, hash },
    });
  });

  it.each([
    [[]],
    [['--db', 'bank', '--uri', 'u', '--data', 'd']],
    [['--db', 'bank', '--from', '17']],
    [['--db', 'bank', '--from', `-1:${hash}`]],
    [['--db', 'bank', '--published', `17:${hash}0`]],
    [['--db', 'bank', '--publish', `17:${hash}`]],
    [['bank']],
  ])('are refused when they are %j', (args) => {
    expect(() => parseVerifyArguments(args, {})).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
