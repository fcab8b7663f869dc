import { describe, expect, it } from '@jest/globals';
import { serviceCopies, serviceEnv } from './services';

describe('the copies of the services', () => {
  it('listen 10 ports apart, whatever the base', () => {
    const ports = Object.fromEntries(serviceCopies(4200, 3).map(({ name, port }) => [name, port]));
    expect(ports).toEqual({
      'bank-command-1': 4201,
      'bank-command-2': 4211,
      'bank-command-3': 4221,
      'messages-command-1': 4202,
      'messages-command-2': 4212,
      'messages-command-3': 4222,
      'messages-query-1': 4203,
      'messages-query-2': 4213,
      'messages-query-3': 4223,
    });
  });

  it('are told their place, and the bank where the messages are', () => {
    const [bank, , messages] = serviceCopies(4200, 2);
    if (bank === undefined || messages === undefined) throw new Error('There are six.');
    const common = { HOST: '127.0.0.1', MONGODB_URI: 'mongodb://e/' };
    expect(serviceEnv(bank, 'mongodb://e/', 4200)).toEqual({
      ...common,
      PORT: '4201',
      INSTANCE: 'bank-command-1',
      MESSAGES_COMMAND_URL: 'http://127.0.0.1:4202',
    });
    expect(serviceEnv(messages, 'mongodb://e/', 4200)).toEqual({
      ...common,
      PORT: '4202',
      INSTANCE: 'messages-command-1',
    });
  });
});
