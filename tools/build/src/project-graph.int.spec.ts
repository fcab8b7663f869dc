import { workspaceRoot } from '@event-sourcing/tools-kit';
import { expect, it } from '@jest/globals';
import { execa } from 'execa';

it('Nx knows of which libraries a service is made: when one changes, the service is built anew', async () => {
  const { stdout } = await execa('nx', ['graph', '--print'], {
    cwd: workspaceRoot,
    preferLocal: true,
    localDir: workspaceRoot,
    env: { NX_DAEMON: 'false' },
  });
  const { graph } = JSON.parse(stdout) as {
    graph: { dependencies: Record<string, readonly { target: string }[]> };
  };
  const of = (project: string) => graph.dependencies[project]?.map(({ target }) => target);
  expect(of('bank-command')).toEqual(expect.arrayContaining(['bank-domain', 'service-chassis']));
  expect(of('service-chassis')).toEqual(expect.arrayContaining(['event-store', 'metrics', 'tracing']));
}, 60_000);
