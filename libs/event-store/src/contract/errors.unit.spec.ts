import { describe, expect, it } from '@jest/globals';
import { EventStoreError } from './errors';

describe('an error of the event store', () => {
  it('names the page about its code behind what it says', () => {
    const error = new EventStoreError('closed', 'The store has been closed.', {});
    expect(error.message).toBe('The store has been closed. See docs/errors/closed.md');
  });

  it('names it once when it comes from another process by its message', () => {
    const { code, message, facts } = new EventStoreError('closed', 'The store has been closed.', {});
    expect(new EventStoreError(code, message, facts).message).toBe(message);
  });
});
