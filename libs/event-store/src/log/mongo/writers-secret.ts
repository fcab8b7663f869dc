import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { createOnce } from './create-once';

const BYTES = 32;

/**
 * What the writers of a log prove to each other that they may write to it, made when the first one asks. It has a
 * collection of its own, `secrets`, so that a database role can keep it from those that only read.
 */
export const writersSecret = async (db: Db): Promise<Buffer> => {
  const made = { _id: 'writers', secret: randomBytes(BYTES).toString('hex') };
  const { secret } = await createOnce(db, 'secrets', made);
  return Buffer.from(secret, 'hex');
};
