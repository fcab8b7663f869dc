import { isPortFree } from '@event-sourcing/engine';
import { CONSOLE, metricsPort, type ServiceCopy } from './services';
import { ToolError } from '@event-sourcing/tools-kit';

/** Every port of a stack, and whose it is. */
export const portsOf = (copies: readonly ServiceCopy[]): readonly Pick<ServiceCopy, 'name' | 'port'>[] => {
  if (!copies.some(({ service }) => service === CONSOLE)) return copies;
  const watched = copies.filter(({ service }) => service !== CONSOLE);
  return [
    ...copies,
    ...watched.map((copy) => ({ name: `metrics of ${copy.name}`, port: metricsPort(copy) })),
  ];
};

/** @throws ToolError `ports-taken`, naming all that are */
export const assertPortsFree = async (copies: readonly ServiceCopy[]): Promise<void> => {
  const ports = portsOf(copies);
  const free = await Promise.all(ports.map(({ port }) => isPortFree(port)));
  const taken = ports.filter((_, index) => free[index] === false);
  if (taken.length === 0) return;
  const names = taken.map(({ port, name }) => `${port} (${name})`).join(', ');
  const message = [
    `Taken by another program: port ${names}.`,
    'Stop that program, or choose other ports: npm start -- --port-base <n>',
  ].join('\n');
  throw new ToolError('ports-taken', message);
};
