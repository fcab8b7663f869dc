import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

/**
 * Makes a child not outlive this process, however it exits (short of being killed): SIGTERM on exit.
 * @returns what lets it go again, for when it has ended
 */
export const endWithThisProcess = (child: ChildProcess): (() => void) => {
  if (children.size === 0) process.on('exit', endAll);
  children.add(child);
  return () => {
    children.delete(child);
    if (children.size === 0) process.removeListener('exit', endAll);
  };
};

const endAll = (): void => {
  for (const child of children) child.kill('SIGTERM');
};
