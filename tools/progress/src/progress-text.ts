import type { Pace } from './pace';
import { count } from './words';

const span = (seconds: number): string => {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** How far it is, how fast, and how long it will take: `transactions 1,200 of 4,193 (28 %), 410/s, 8 s left`. */
export const progressText = (title: string, done: number, total: number, pace: Pace, now: number): string => {
  const isComplete = done >= total;
  const perSecond = pace.perSecond(now, done, isComplete);
  const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
  const parts = [
    `${title} ${count(done)} of ${count(total)} (${percent} %)`,
    `${count(Math.round(perSecond))}/s`,
  ];
  if (isComplete) parts.push(`in ${span(pace.elapsedMs(now) / 1_000)}`);
  else if (perSecond > 0) parts.push(`${span((total - done) / perSecond)} left`);
  return parts.join(', ');
};
