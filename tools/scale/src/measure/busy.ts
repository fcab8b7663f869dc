import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** The share of all processor time that others take while this process and its engines do nothing. */
export const busyShare = async (ms: number): Promise<number> => {
  const before = processorMs();
  await pause(ms);
  const after = processorMs();
  const all = after.all - before.all;
  return all === 0 ? 0 : Number((1 - (after.idle - before.idle) / all).toFixed(2));
};

const processorMs = () => {
  const times = cpus().map((cpu) => cpu.times);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    all: times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
};
