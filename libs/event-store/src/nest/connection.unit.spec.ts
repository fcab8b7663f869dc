import { describe, expect, it } from '@jest/globals';
import { EventStoreConnection } from './connection';

const connect = (uri: unknown) => {
  const given: { readonly uri: string } = JSON.parse(JSON.stringify({ uri: uri ?? null }));
  return new EventStoreConnection({ ...given, dbName: 'bank' });
};

describe('the connection of the event store', () => {
  it.each([
    [undefined, 'null'],
    ['', 'empty'],
    [27017, '27017'],
    ['localhost', expect.stringMatching(/^not usable \(.*mongodb:\/\//)],
    ['mongodb://me:secret@host/?nothing=1', 'not usable (option nothing is not supported)'],
  ])('is refused before anything is sent, without showing a password: %p', (uri, got) => {
    expect(() => connect(uri)).toThrow(
      expect.objectContaining({
        code: 'invalid-options',
        facts: { option: 'uri', got },
        message: expect.not.stringContaining('secret'),
      }),
    );
  });

  it.each([[undefined], [null], ['mongodb://host']])('needs a client where none is made: %p', (client) => {
    expect(() => new EventStoreConnection({ client: client as never, dbName: 'bank' })).toThrow(
      expect.objectContaining({ code: 'invalid-options', facts: { option: 'client', got: typeof client } }),
    );
  });
});
