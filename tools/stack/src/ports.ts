import { isPortFree } from '@event-sourcing/engine';
import type { ServiceCopy } from './services';
import { ToolError } from '@event-sourcing/tools-kit';

/** @throws ToolError `ports-taken`, naming all that are */
export const assertPortsFree = async (copies: readonly ServiceCopy[]): Promise<void> => {
  const free = await Promise.all(copies.map(({ port }) => isPortFree(port)));
  const taken = copies.filter((_, index) => free[index] === false);
  if (taken.length === 0) return;
  const names = taken.map(({ port, name }) => `${port} (${name})`).join(', ');
  const message = [
    `Taken by another program: port ${names}.`,
    'Stop that program, or choose other ports: npm start -- --port-base <n>',
  ].join('\n');
  throw new ToolError('ports-taken', message);
};
