import type { Db, Document } from 'mongodb';
import { DECISIVE, DURABLE, withOperationTimeout } from '../../driver';

/**
 * A document that the first to ask for it makes, and that stays as it is.
 * @returns it, whoever made it
 */
export const createOnce = async <Stored extends Document & { readonly _id: string }>(
  db: Db,
  collection: string,
  { _id, ...fields }: Stored,
): Promise<Stored> => {
  const documents = db.collection<{ _id: string }>(collection);
  await withOperationTimeout(
    documents.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true, writeConcern: DURABLE }),
  );
  const stored = await withOperationTimeout(documents.findOne<Stored>({ _id }, DECISIVE));
  if (!stored) throw new Error(`The document ${_id} of ${collection} was written and could not be read.`);
  return stored;
};
