import { expect, it } from '@jest/globals';
import { commandAndCollection } from './instrumentations';

it.each([
  [{ find: 'commits', filter: { 'events.tags': 'account:42' } }, 'find commits'],
  [{ update: 'checkpoints', updates: [{ q: { _id: 'x' } }] }, 'update checkpoints'],
  [{ commitTransaction: 1 }, ''],
  // Of an insert the instrumentation hands over the first document.
  [{ _id: 'b1aafd2c', events: [] }, ''],
  [{}, ''],
])('of %j tells %j', (command, told) => {
  expect(commandAndCollection(command)).toBe(told);
});
