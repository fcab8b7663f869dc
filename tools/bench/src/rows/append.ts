import {
  classicAppending,
  rawInsertingMany,
  rawInsertingOne,
  storeAppending,
} from '../contestants/appending';
import { lineup } from '../harness/lineup';
import type { Case, Row } from '../harness/row';
import { LATENCIES, rate } from './measures';

const caseOf = (name: string, title: string, atLeast: number, open: Case['open']): readonly Case[] => [
  { name, title, measures: [rate('events', atLeast), ...LATENCIES], open },
];

export const appendOne: Row = {
  name: 'append-one',
  title: 'append, one at a time',
  against: 'raw `insertOne` with the same indexes',
  cases: caseOf('1', 'one at a time', 0.95, (bench) =>
    lineup(bench, storeAppending(1), rawInsertingOne(1), classicAppending(1)),
  ),
};

export const append32: Row = {
  name: 'append-32',
  title: 'append, 32 concurrent, own entities',
  against: 'raw concurrent `insertOne`',
  cases: caseOf('32', '32 concurrent', 3, (bench) => {
    const workers = bench.sizes.scaled(32);
    return lineup(bench, storeAppending(workers), rawInsertingOne(workers), classicAppending(workers));
  }),
};

export const append500: Row = {
  name: 'append-500',
  title: 'append, 500 concurrent',
  against: 'raw `insertMany` of 500',
  cases: caseOf('500', '500 concurrent', 0.9, (bench) => {
    const workers = bench.sizes.scaled(500);
    return lineup(bench, storeAppending(workers), rawInsertingMany(workers));
  }),
};

export const appendTen: Row = {
  name: 'append-ten',
  title: 'append of 10 events at once, one at a time',
  against: 'raw `insertMany` of 10 one-event documents',
  cases: caseOf('10', '10 events at once', 1.15, (bench) =>
    lineup(bench, storeAppending(1, 10), rawInsertingMany(10)),
  ),
};
