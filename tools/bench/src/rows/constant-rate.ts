import { arriving } from '../contestants/appending';
import { openRawLog } from '../contestants/raw-log';
import { openStoreLog } from '../contestants/store-log';
import { lineup } from '../harness/lineup';
import type { Case, Row } from '../harness/row';
import { ratio } from './measures';

const ACCOUNTS = 1_000;

const caseOf = (perSecond: number): Case => ({
  name: String(perSecond),
  title: `${perSecond} appends arriving each second`,
  measures: [ratio('p50', 'p50', 'ms'), ratio('p99', 'p99', 'ms'), ratio('p999', 'p99.9', 'ms')],
  open: (bench) =>
    lineup(
      bench,
      arriving('event store', openStoreLog, perSecond, ACCOUNTS),
      arriving('raw insertOne', openRawLog, perSecond, ACCOUNTS),
    ),
});

export const constantRate: Row = {
  name: 'constant-rate',
  title: 'latency under a constant arrival rate, counted from when each append was due',
  against: 'raw `insertOne` at the same rate',
  cases: [caseOf(200), caseOf(1_000), caseOf(2_000)],
};
