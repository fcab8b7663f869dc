import { onAnyLog, type Mutation } from '../mutation';

/** What became of a batch, found out wrongly. */
export const inserting: readonly Mutation[] = [
  onAnyLog(
    'trust "not found": tell at once that nothing was written',
    {
      in: 'insertBatch',
      find: 'if ($broken || performance.now() > $giveUpAt)',
      replace: 'if (findings)',
    },
    {
      in: 'Writer',
      find: '$pending.fail(undecided($pending, cause));',
      replace: "$pending.fail(storeUnavailable('the append', cause));",
    },
  ),
  onAnyLog('trust "not found": number anew at once what may still land', {
    in: 'findOutcome',
    find: 'return { stored, duplicates: [], barred: [], dead: [], decided: false };',
    replace: 'return { stored, duplicates: [], barred: [], dead: open, decided: true };',
  }),
  onAnyLog("trust the error's counters", {
    in: 'insertBatch',
    find: 'findOutcome($rest, $storage, $tail)',
    replace: `(async () => {
      await $tail.confirm();
      const count = Number(Object(error).insertedCount ?? 0);
      return { stored: $rest.slice(0, count), duplicates: [], barred: [], dead: $rest.slice(count), decided: true };
    })()`,
  }),
  onAnyLog('take a failed batch for failed as a whole', {
    in: 'findOutcome',
    find: '$rest.findIndex(({ commit }) => $found.get(commit.id)?.hash !== commit.hash)',
    replace: '$rest.length > 1 ? 0 : $rest.findIndex(({ commit }) => !$found.has(commit.id))',
  }),
  onAnyLog('take a commit found under the same id for the own one', {
    in: 'findOutcome',
    find: '$found.get($commit.id)?.hash !== $commit.hash',
    replace: '!$found.has($commit.id)',
  }),
  onAnyLog('acknowledge what was sent, whatever came of it', {
    in: 'Writer',
    find: 'this.#queue.unshift(...$dead.map(({ pending }) => pending));',
    replace: 'for (const { pending, commit } of $dead) pending.store(commit);',
  }),
  onAnyLog('try what the database refuses for good as long as what passes', {
    in: 'insertBatch',
    find: 'isInsertRefused($error) && !$mayLand ?',
    replace: 'isInsertRefused($error) && $mayLand ?',
  }),
  onAnyLog('believe a refusal, whatever an earlier insert may still store', {
    in: 'insertBatch',
    find: '$mayLand ||= !isInsertRefused($error);',
    replace: '',
  }),
  onAnyLog('refuse with a commit all that travels with it', {
    in: 'refusedOf',
    find: '$error.index === undefined ? $left.length : 1',
    replace: '$left.length',
  }),
  onAnyLog('forget the fingerprint', {
    in: 'assertSameRequest',
    find: 'if (metadata.fingerprint !== $stored.metadata.fingerprint) throw',
    replace: 'if (metadata.fingerprint === undefined && $stored.metadata.fingerprint) throw',
  }),
  onAnyLog('refuse a repeat for its own effect', {
    in: 'refuse',
    find: '$pending.mayBeStored ? await commitUnder($prepared.id, $storage, $tail) : undefined',
    replace: 'undefined',
  }),
  onAnyLog('answer a repeat with what somebody put beside the log', {
    in: 'placeFault',
    find: 'return $lastPosition > $tail.head ?',
    replace: 'return $lastPosition < $tail.head ?',
  }),
  onAnyLog('give a request the outcome of whichever is on its way under its id', {
    in: 'Writer',
    find: 'const $first = await $running.outcome.catch(() => undefined);',
    replace: 'const $first = await $running.outcome;',
  }),
];
