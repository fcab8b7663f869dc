import { appending } from '../contestants/appending';
import { openClassicLog, openRawLog } from '../contestants/raw-log';
import { StoreLog } from '../contestants/store-log';
import { each, type MakeContestant, rates, single, value } from '../harness/row';

const storing = (workers: number, size = 1): MakeContestant =>
  appending('event store', (own) => StoreLog.open(own), workers, size);
const insertingOne = (workers: number): MakeContestant => appending('raw insertOne', openRawLog, workers);
/** One `insertMany` of so many one-event documents after another. */
const insertingMany = (size: number): MakeContestant =>
  appending(`raw insertMany of ${size}`, openRawLog, 1, size);
const classic = (workers: number): MakeContestant => appending('classic', openClassicLog, workers);

export const appendOne = single({
  name: 'append-one',
  title: 'append, one at a time',
  against: 'raw `insertOne` with the same indexes',
  measures: rates('events', 0.95),
  open: each(storing(1), insertingOne(1), classic(1)),
});

export const append32 = single({
  name: 'append-32',
  title: 'append, 32 concurrent, own entities',
  against: 'raw concurrent `insertOne`',
  measures: rates('events', 3),
  open: each(storing(32), insertingOne(32), classic(32)),
});

export const append500 = single({
  name: 'append-500',
  title: 'append, 500 concurrent',
  against: 'raw `insertMany` of 500',
  measures: [...rates('events', 0.9), value('clientCpuMicros', 'CPU of an append in the process', 'µs')],
  open: each(storing(500), insertingMany(500)),
});

export const appendTen = single({
  name: 'append-ten',
  title: 'append of 10 events at once, one at a time',
  against: 'raw `insertMany` of 10 one-event documents',
  measures: rates('events', 1.15),
  open: each(storing(1, 10), insertingMany(10)),
});
