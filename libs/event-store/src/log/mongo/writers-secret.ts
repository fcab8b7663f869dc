import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { DECISIVE, DURABLE } from '../../driver';

interface StoredSecret {
  readonly _id: 'writers';
  readonly secret: string;
}

const BYTES = 32;

/**
 * What the writers of a log prove to each other that they may write to it, made when the first one asks. It has a
 * collection of its own, `secrets`, so that a database role can keep it from those that only read.
 */
export const writersSecret = async (db: Db): Promise<Buffer> => {
  const secrets = db.collection<StoredSecret>('secrets');
  await secrets.updateOne(
    { _id: 'writers' },
    { $setOnInsert: { secret: randomBytes(BYTES).toString('hex') } },
    { upsert: true, writeConcern: DURABLE },
  );
  const stored = await secrets.findOne({ _id: 'writers' }, DECISIVE);
  if (!stored) throw new Error('The secret of the writers was written and could not be read.');
  return Buffer.from(stored.secret, 'hex');
};
