import { InvalidArgumentError } from '@commander-js/extra-typings';
import { toPosition, type HeadHash } from '@event-sourcing/event-store';

/** Reads a head as it is printed. */
export const headOf = (given: string): HeadHash => {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? [];
  if (position !== undefined && hash !== undefined) return { position: toPosition(Number(position)), hash };
  throw new InvalidArgumentError('It is <position>:<64 hex digits>.');
};
