import { serviceCopies } from '@event-sourcing/stack';
import { findProgram, HAPROXY, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { join } from 'node:path';

const CONFIG = join(workspaceRoot, 'deploy/proxy/haproxy.cfg');
export const INSTANCES = 2;

/** Where the proxy is installed; nothing: what needs it is left out. */
export const proxyPath = findProgram(HAPROXY);

/** The variables of the proxy's configuration, for a stack of which each service has two instances. */
const variablesOf = (stackBase: number, proxyBase: number): Readonly<Record<string, string>> => {
  const variable = (service: string) => service.toUpperCase().replace('-', '_');
  const listening = serviceCopies(proxyBase, 1).map(({ service, port }): [string, string] => [
    variable(service),
    `127.0.0.1:${port}`,
  ]);
  const asked = serviceCopies(stackBase, INSTANCES).map(({ service, name, port }): [string, string] => [
    `${variable(service)}_${name.slice(-1)}`,
    `127.0.0.1:${port}`,
  ]);
  return Object.fromEntries([...listening, ...asked]);
};

/** Does something while the proxy of the containers stands before a stack: services are where those of a stack are. */
export const behindProxy = async <Result>(
  stackBase: number,
  proxyBase: number,
  work: () => Promise<Result>,
): Promise<Result> => {
  const proxy = execa(proxyPath ?? 'haproxy', ['-db', '-f', CONFIG], {
    ...{ env: variablesOf(stackBase, proxyBase), reject: false, all: true },
  });
  try {
    return await work();
  } finally {
    proxy.kill('SIGTERM');
    await proxy;
  }
};
