import { expect, it } from '@jest/globals';
import { checkName } from './index';

it.each([undefined, null, true, 5, ['a'], { toString: () => 'a' }, '', 'a\n', 'é', '__proto__'])(
  'nothing is called %p',
  (name) => {
    expect(() => checkName('projection', name)).toThrow(expect.objectContaining({ code: 'invalid-name' }));
  },
);
