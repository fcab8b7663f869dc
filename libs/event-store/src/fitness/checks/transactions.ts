import { hasLabel, serverCode } from '../../driver';
import { DECISIVE } from '../../driver';
import type { Check } from '../check';
import type { Scratch } from '../scratch';

const remedy =
  'Use a MongoDB replica set: without snapshot transactions no projection can say where its documents stand.';

const atomic: Check<Scratch> = {
  name: 'transaction',
  asked: 'for a transaction on a snapshot that is committed, and one that is aborted',
  expected: 'what they write unseen before, all there after the commit, nothing after the abort',
  remedy,
  differs: async (scratch) => {
    const { documents } = scratch;
    const isThere = async (_id: string) => (await documents.findOne({ _id }, DECISIVE)) !== null;
    const seen = await scratch.inSnapshot(async (session) => {
      await documents.insertOne({ _id: 'committed', value: 1 }, { session });
      const early = await isThere('committed');
      await session.commitTransaction();
      return early;
    });
    if (seen) return 'it was seen before it was committed';
    if (!(await isThere('committed'))) return 'it was not there after it was committed';
    await scratch.inSnapshot((session) => documents.insertOne({ _id: 'aborted', value: 1 }, { session }));
    return (await isThere('aborted')) ? 'it was there after it was aborted' : undefined;
  },
};

const staleWriter: Check<Scratch> = {
  name: 'stale-writer',
  asked: 'for a transaction that writes what has been written since its snapshot',
  expected: 'its reads as of the snapshot, its write refused with the label TransientTransactionError',
  remedy,
  differs: async (scratch) => {
    const { documents } = scratch;
    const _id = 'stale';
    await documents.insertOne({ _id, value: 0 });
    return scratch.inSnapshot(async (session) => {
      await documents.findOne({ _id }, { session });
      await documents.updateOne({ _id }, { $inc: { value: 1 } });
      if ((await documents.findOne({ _id }, { session }))?.value !== 0)
        return 'it read what was written since';
      return documents.updateOne({ _id }, { $inc: { value: 1 } }, { session }).then(
        () => 'its write was taken',
        (error: unknown) =>
          hasLabel(error, 'TransientTransactionError')
            ? undefined
            : `error ${String(serverCode(error))} without the label`,
      );
    });
  },
};

const duplicateKey: Check<Scratch> = {
  name: 'duplicate-in-transaction',
  asked: 'to commit a transaction after a duplicate key in it',
  expected: 'an error, and nothing of it stored',
  remedy,
  differs: async (scratch) => {
    const { documents } = scratch;
    await documents.insertOne({ _id: 'taken', value: 0 });
    const committed = await scratch.inSnapshot(async (session) => {
      await documents.insertOne({ _id: 'beside', value: 1 }, { session });
      await documents.insertOne({ _id: 'taken', value: 1 }, { session }).catch(() => undefined);
      return session.commitTransaction().then(
        () => true,
        () => false,
      );
    });
    const stored = (await documents.findOne({ _id: 'beside' }, DECISIVE)) !== null;
    return committed || stored
      ? `it was ${committed ? '' : 'not '}committed, and ${stored ? 'all' : 'nothing'} stored`
      : undefined;
  },
};

/** What projections rest on. */
export const TRANSACTION_TRIALS: readonly Check<Scratch>[] = [atomic, staleWriter, duplicateKey];
