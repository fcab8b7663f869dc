import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';
import { writeTotals } from './write-totals.mjs';

const STDERR = 2;
const { folder, limitMs, leaveWithinMs } = workerData;

/** What the reporter has seen so far. */
let seen = { project: '', running: [], totals: undefined, failures: [] };

// In a thread of its own: a spec that hangs may leave Jest's thread no turn, nor what is written through it.
const end = (why) => {
  const hung = `${seen.project} has not ended: ${why}`;
  writeSync(STDERR, `${hung}\n`);
  const { passed = 0, failed = 0, skipped = 0 } = seen.totals ?? {};
  const failures = [...seen.failures, hung];
  writeTotals(folder, seen.project, { passed, failed: failed + 1, skipped, failures });
  process.kill(process.pid, 'SIGKILL');
};

parentPort.on('message', (next) => {
  seen = next;
  if (seen.totals !== undefined)
    setTimeout(end, leaveWithinMs, 'all its specs are done, yet one of them left something that goes on');
});
setTimeout(() => {
  end(`it is at ${seen.running.join(', ')}`);
}, limitMs);
