import { BSON } from 'mongodb';
import { InsertRefused } from '../storage';
import type { StoredCommit } from './commit-form';

/** What MongoDB takes for one document; the driver (7.8) throws a RangeError of its own for what is much larger. */
const MOST_BYTES = 16 * 1024 * 1024;
const TOO_LARGE = 10334;

/**
 * Codes of a server that says no to what is written, or to who writes it, and would say so again.
 * @see https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const FOR_GOOD = new Set([
  2, // BadValue
  9, // FailedToParse
  13, // Unauthorized
  14, // TypeMismatch
  20, // IllegalOperation
  73, // InvalidNamespace
  121, // DocumentValidationFailure
  166, // CommandNotSupportedOnView
  171, // CannotIndexParallelArrays
  TOO_LARGE,
]);

/** As the driver throws it, for a bulk or for a single insert. */
interface InsertFault {
  readonly code?: unknown;
  readonly message?: string;
  readonly writeErrors?: readonly { readonly index: number; readonly errmsg?: string }[];
}

/** Translates what an insert threw: `InsertRefused` when the server said no for good; anything else stays as it is. */
export const insertError = (thrown: unknown, documents: readonly StoredCommit[]): unknown => {
  const { code, message = '', writeErrors = [] } = Object(thrown) as InsertFault;
  if (typeof code === 'number' && !FOR_GOOD.has(code)) return thrown;
  const [named] = writeErrors;
  const tooLarge = documents.findIndex((document) => BSON.calculateObjectSize(document) > MOST_BYTES);
  const [only] = documents.length === 1 ? [0] : [];
  if (typeof code === 'number') {
    const index = named?.index ?? (code === TOO_LARGE && tooLarge >= 0 ? tooLarge : only);
    return new InsertRefused(code, named?.errmsg ?? message, index, thrown);
  }
  if (tooLarge < 0) return thrown;
  return new InsertRefused(TOO_LARGE, 'it takes more than 16 MiB as a document', tooLarge, thrown);
};
