import { onAnyLog, onMongo, type Mutation } from '../mutation';

/** Commits numbered, chained, stored or read wrongly. */
export const storing: readonly Mutation[] = [
  onMongo('drop the unique index', {
    in: 'LOG_INDEXES',
    find: 'unique: true',
    replace: 'unique: false',
  }),
  onMongo('go on with a batch behind a commit that could not be stored', {
    in: 'MongoCommitStorage',
    find: 'ordered: true',
    replace: 'ordered: false',
  }),
  onMongo('forget that a commit may reach into a range from before', {
    in: 'MongoCommitStorage',
    find: 'Math.max(0, $after - this.maxEventsPerCommit + 1)',
    replace: '$after',
  }),
  onMongo('forget it when an old condition is judged', {
    in: 'ConditionLookups',
    find: 'Math.max(0, $after - this.maxEventsPerCommit + 1)',
    replace: '$after',
  }),
  onAnyLog('count commits instead of events', {
    in: 'chain',
    find: 'toPosition($end.lastPosition + 1)',
    replace: 'toPosition($end.lastPosition + 2)',
  }),
  onAnyLog('let time run backwards', {
    in: 'chain',
    find: '$now > $end.recordedAt ? $now : $end.recordedAt',
    replace: '$now',
  }),
  onAnyLog('chain each commit to the beginning instead of to the one before it', {
    in: 'chain',
    find: 'chainHash($end.hash,',
    replace: "chainHash('0'.repeat(64),",
  }),
  onAnyLog('keep what the caller handed over instead of a copy', {
    in: 'copyEvent',
    find: 'data: objectCopy($data, `${path}.data`, limits.maxDepth)',
    replace: 'data: (objectCopy($data, `${path}.data`, limits.maxDepth), $data)',
  }),
  onAnyLog('let those who are given an event change it for all', {
    in: 'sharedCommit',
    find: 'return frozen(',
    replace: 'return (',
  }),
  onAnyLog('let them change what it consists of', {
    in: 'copyEvent',
    find: 'tags: Object.freeze(',
    replace: 'tags: (',
  }),
  onAnyLog('let them change its time', {
    in: 'sharedCommit',
    find: 'fixed($recordedAt)',
    replace: '$recordedAt',
  }),
  onMongo('let them change what was read from the database', {
    in: 'sharedFromStored',
    find: 'frozen(recordedFrom({ ...$commit, recordedAt: fixed($commit.recordedAt) }))',
    replace: 'recordedFrom($commit)',
  }),
  onAnyLog('read up to the head that is known, without a look', {
    in: 'Tail',
    find: 'await this.confirm(); return this.head;',
    replace: 'return this.head;',
  }),
  onAnyLog("forget what the look at the log's end has brought", {
    in: 'pagesAsOfHead',
    find: 'if ($head <= $known) return;',
    replace: 'if ($head >= $known) return;',
  }),
  onAnyLog('give whole commits where a read asks for events', {
    in: 'pagesBetween',
    find: 'if ($event.position <= $after || $event.position > $upTo || !matches($query, $event)) continue;',
    replace: '',
  }),
  onAnyLog('open a log with limits that none can work by', {
    in: 'logOptions',
    find: 'for (const [name, most] of LIMITS) assertCount(`limits.${name}`, limits[name], most);',
    replace: '',
  }),
];
