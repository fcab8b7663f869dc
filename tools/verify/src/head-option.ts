import { toPosition, type HeadHash } from '@event-sourcing/event-store';
import { ToolError } from '@event-sourcing/tools-kit';

/** Reads a head as it is printed. @throws ToolError `usage` */
export const headOf = (option: string, given: string): HeadHash => {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given) ?? [];
  if (position !== undefined && hash !== undefined) return { position: toPosition(Number(position)), hash };
  throw new ToolError('usage', `${option} is <position>:<64 hex digits>, not "${given}".`);
};
