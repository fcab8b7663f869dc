import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { createOnce } from './create-once';

const BYTES = 32;

/**
 * A secret of the log, made when somebody first asks for it. Secrets have a collection of their own, so that a database
 * role can keep them from those that only read.
 * @param purpose `writers`: what they prove to each other that they may write to the log; `reactions`: what nobody else
 *   can make the keys of their effects without
 */
export const logSecret = async (db: Db, purpose: 'writers' | 'reactions'): Promise<Buffer> => {
  const made = { _id: purpose, secret: randomBytes(BYTES).toString('hex') };
  const { secret } = await createOnce(db, 'secrets', made);
  return Buffer.from(secret, 'hex');
};
