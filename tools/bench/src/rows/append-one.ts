import { classicAppending, rawInsertingOne, storeAppending } from '../contestants/appending';
import { lineup } from '../contestants/lineup';
import type { Row } from '../harness/row';
import { EVENT_RATE, LATENCIES } from './measures';

export const appendOne: Row = {
  name: 'append-one',
  title: 'append, one at a time',
  against: 'raw `insertOne` with the same indexes',
  cases: [
    {
      name: '1',
      title: 'one at a time',
      measures: [{ ...EVENT_RATE, goal: { atLeast: 0.95 } }, ...LATENCIES],
      open: (bench) => lineup(bench, storeAppending(1), rawInsertingOne(1), classicAppending(1)),
    },
  ],
};
