import type { Db, Document } from 'mongodb';
import { storeUnavailable } from '../../contract';
import { DECISIVE, DURABLE, withOperationTimeout } from '../../driver';

/**
 * A document that the first to ask for it makes, and that stays as it is.
 * @returns what is stored, whoever made it: it may be of any form
 */
export const createOnce = async (
  db: Db,
  collection: string,
  { _id, ...fields }: Document & { readonly _id: string },
): Promise<Document> => {
  const documents = db.collection<{ _id: string }>(collection);
  await withOperationTimeout(
    documents.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true, writeConcern: DURABLE }),
  );
  const stored = await withOperationTimeout(documents.findOne({ _id }, DECISIVE));
  if (!stored) throw storeUnavailable('what it was given', new Error(`${_id} of ${collection} is gone`));
  return stored;
};
