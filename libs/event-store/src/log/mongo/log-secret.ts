import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { createOnce } from './create-once';
import { invalidSettings } from './log-settings';

const BYTES = 32;
const SECRET = new RegExp(`^[0-9a-f]{${2 * BYTES}}$`);

/**
 * A secret of the log, made when somebody first asks for it. Secrets have a collection of their own, so that a database
 * role can keep them from those that only read.
 * @param purpose `writers`: what they prove to each other that they may write to the log; `reactions`: what nobody else
 *   can make the keys of their effects without
 * @throws EventStoreError `invalid-settings` where somebody else has put something in its place
 */
export const logSecret = async (db: Db, purpose: 'writers' | 'reactions'): Promise<Buffer> => {
  const made = { _id: purpose, secret: randomBytes(BYTES).toString('hex') };
  const { secret }: { secret?: unknown } = await createOnce(db, 'secrets', made);
  if (typeof secret === 'string' && SECRET.test(secret)) return Buffer.from(secret, 'hex');
  throw invalidSettings(
    db.databaseName,
    `the document "${purpose}" in secrets holds no secret of ${2 * BYTES} hexadecimal digits`,
    'Restore it from a backup of the log; if it never was the secret of this log, remove it and open again.',
  );
};
