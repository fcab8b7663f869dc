import {
  classicAppending,
  rawInsertingMany,
  rawInsertingOne,
  storeAppending,
} from '../contestants/appending';
import { lineup } from '../contestants/lineup';
import type { Row } from '../harness/row';
import { EVENT_RATE, LATENCIES } from './measures';

export const append32: Row = {
  name: 'append-32',
  title: 'append, 32 concurrent, own entities',
  against: 'raw concurrent `insertOne`',
  cases: [
    {
      name: '32',
      title: '32 concurrent',
      measures: [{ ...EVENT_RATE, goal: { atLeast: 3 } }, ...LATENCIES],
      open: (bench) => {
        const workers = bench.sizes.scaled(32);
        return lineup(bench, storeAppending(workers), rawInsertingOne(workers), classicAppending(workers));
      },
    },
  ],
};

export const append500: Row = {
  name: 'append-500',
  title: 'append, 500 concurrent',
  against: 'raw `insertMany` of 500',
  cases: [
    {
      name: '500',
      title: '500 concurrent',
      measures: [{ ...EVENT_RATE, goal: { atLeast: 0.9 } }, ...LATENCIES],
      open: (bench) => {
        const workers = bench.sizes.scaled(500);
        return lineup(bench, storeAppending(workers), rawInsertingMany(workers));
      },
    },
  ],
};
