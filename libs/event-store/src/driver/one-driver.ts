import { Long, type MongoClient } from 'mongodb';
import { invalidOptions } from '../contract';

/** Under it the values of a driver say which BSON they are of; another one refuses to store them. */
const BSON_VERSION = Symbol.for('@@mdb.bson.version');

const versionOf = (value: object): unknown => Reflect.get(value, BSON_VERSION);

/**
 * Sees that a client is of a driver that the library's values can go through: where mongoose brings one of its own, there
 * may be two.
 * @throws EventStoreError `invalid-options`
 */
export const assertOneDriver = (client: MongoClient): void => {
  const session = client.startSession();
  const theirs = session.id ? versionOf(session.id.id) : undefined;
  const ours = versionOf(Long.ZERO);
  void session.endSession();
  if (theirs === ours) return;
  throw invalidOptions(
    'client',
    `made by another mongodb (its BSON is of version ${String(theirs)}, that of this library of ${String(ours)})`,
    "install the version of mongodb that made it, mongoose's for example: npm ls mongodb shows which there are",
  );
};
