import { freePortBase, type ServiceName, type Stack, startStack } from '@event-sourcing/stack';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';

type Log = (line: string) => void;

/** What the stack says of a process that ended otherwise than it should when it is told to. */
const DEATH = /died \((?!exit code 0\))/;

/** A running stack, and its processes. */
export class StackInUse {
  private constructor(
    private readonly stack: Stack,
    readonly log: Log,
    /** What was said of processes that ended in disorder. */
    readonly deaths: readonly string[],
  ) {}

  /** Runs work on a stack of its own, the engine included. */
  static during<Result>(
    { instances, log = () => undefined }: { readonly instances: number; readonly log?: Log },
    work: (stack: StackInUse) => Promise<Result>,
  ): Promise<Result> {
    return inTemporaryFolder('soak', async (dataDir) => {
      const deaths: string[] = [];
      const heard = (line: string): void => {
        if (DEATH.test(line)) deaths.push(line);
        log(line);
      };
      const portBase = await freePortBase(instances);
      const env = { ...process.env };
      delete env.MONGODB_URI;
      const stack = await startStack({ dataDir, portBase, instances, log: heard, env });
      try {
        return await work(new StackInUse(stack, log, deaths));
      } finally {
        await stack.stop();
      }
    });
  }

  copies(service: ServiceName) {
    return this.stack.services.filter((copy) => copy.service === service);
  }

  /** The address of its first copy. */
  url(service: ServiceName): string {
    return this.copies(service)[0]?.address ?? '';
  }

  /** The processes that run now, by the names of the copies. */
  pids(): ReadonlyMap<string, number> {
    return this.stack.pids();
  }

  /** Sends a signal to a process. @returns its id */
  signal(name: string, signal: NodeJS.Signals): number {
    const pid = this.pids().get(name);
    if (pid === undefined) throw new Error(`${name} is not running.`);
    process.kill(pid, signal);
    return pid;
  }

  /** Does something while a process stands still. */
  async whileHalted<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    this.signal(name, 'SIGSTOP');
    try {
      return await work();
    } finally {
      this.signal(name, 'SIGCONT');
    }
  }
}
