import { afterEach, describe, expect, it } from '@jest/globals';
import { BSON, MongoClient, Timestamp } from 'mongodb';
import { CausalSessions } from './causal-sessions';

const client = new MongoClient('mongodb://127.0.0.1');
afterEach(() => client.close());

const at = (seconds: number) => Timestamp.fromBits(1, seconds);
const token = (seen: object): string => Buffer.from(BSON.serialize(seen)).toString('base64');

describe('what another process has seen of the database', () => {
  it('is what every session sees from then on', async () => {
    const causality = new CausalSessions(client);
    causality.advanceTo(token({ operationTime: at(20) }));
    causality.advanceTo(token({ operationTime: at(10) }));
    expect(causality.token()).toBe(token({ operationTime: at(20) }));
    const session = causality.begin();
    expect(session.operationTime).toEqual(at(20));
    await causality.end(session);
  });

  it.each([
    ['is no document', 'bm8gdG9rZW4='],
    ['has a time that is a number', token({ operationTime: 5 })],
    ['has a cluster time that is a number', token({ clusterTime: 5 })],
    ['has a cluster time without a time', token({ clusterTime: {} })],
  ])('is refused when it %s, and nothing is known by it', (_, text) => {
    const causality = new CausalSessions(client);
    expect(() => causality.advanceTo(text)).toThrow();
    expect(causality.token()).toBe(token({}));
  });
});
