import { describe, expect, it } from '@jest/globals';
import { Binary, MongoClient } from 'mongodb';
import { assertOneDriver } from './index';

const BSON_VERSION = Symbol.for('@@mdb.bson.version');

/** A client whose values are of another BSON, as that of a driver of another major version. */
const ofAnother = (): MongoClient => {
  const client = new MongoClient('mongodb://localhost');
  const start = client.startSession.bind(client);
  return Object.assign(client, {
    startSession: () => {
      const id = new Binary(new Uint8Array(16));
      Object.defineProperty(id, BSON_VERSION, { value: 5 });
      return Object.defineProperty(start(), 'id', { value: { id } });
    },
  });
};

describe('the driver of a client', () => {
  it('is the one that the library uses', () => {
    expect(() => assertOneDriver(new MongoClient('mongodb://localhost'))).not.toThrow();
  });

  it('is told when it is another one, and how to have one', () => {
    expect(() => assertOneDriver(ofAnother())).toThrow(
      /made by another mongodb \(its BSON is of version 5, that of this library of 7\)\. Nothing was sent; .*npm ls mongodb/,
    );
  });
});
