import { describe, expect, it } from '@jest/globals';
import { commandOf } from './command-of';

const asked = { caller: 'ann', method: 'POST', resource: ['/orders'], key: 'k' };

describe('the command of a request', () => {
  it('asks for JSON, whatever its body was parsed into', () => {
    const startsAt = { instant: new Date('2026-11-28T12:00:00Z'), isUtc: true };
    expect(commandOf({ ...asked, body: { startsAt, endsAt: undefined } })).toMatchObject({
      request: { startsAt: { instant: '2026-11-28T12:00:00.000Z', isUtc: true } },
    });
  });

  it('asks for nothing where there is no body', () => {
    expect(commandOf({ ...asked, body: undefined })).toMatchObject({ request: null });
  });

  it('is another one with the same key of another caller', () => {
    const ids = ['ann', 'bob', undefined].map((caller) => {
      const command = commandOf({ ...asked, caller, body: {} });
      return command.id;
    });
    expect(new Set(ids).size).toBe(3);
  });
});
